"""The vocabulary of online gambling as it is advertised in Indonesia, and of those who fight it.

One list for everything that looks for it. Written plainly; the finder folds it as it folds a text.
"""

from workflow.hints.phrases import listed

# Only players and advertisers say these. Long ones are found inside other words as well.
SPAM = listed(
    """
    gacor, slot gacor, tergacor, maxwin, max win, judi slot, situs slot, bandar slot, agen slot, bo slot,
    link slot, slot dana, slot pulsa, slot qris, slot thailand, slot server, slot demo, demo slot, akun slot,
    slot terpercaya, slot resmi, slot deposit, slot depo, slot bet, rtp slot, rtp live, live rtp, jackpot slot,
    rtp tertinggi, bocoran rtp, bocoran slot, bocoran admin, pola slot, pola gacor, jam gacor, info gacor,
    akun pro, scatter hitam, scatter naga, pecah scatter, mahjong ways, mahjong wins, gates of olympus,
    gate of olympus, starlight princess, sweet bonanza, wild west gold, wild bandito, lucky neko,
    aztec gems, koi gate, spaceman slot, pragmatic play, pg soft, habanero slot, joker gaming, spadegaming,
    microgaming, idn poker, idn slot, pkv games, domino qq, bandar qq, aduq, capsa susun online, ceme online,
    qiuqiu, sbobet, ibcbet, mix parlay, parlay, bandar bola, agen bola, judi bola, taruhan bola, bandar togel,
    agen togel, situs togel, togel online, toto macau, toto slot, toto togel, situs toto, bandar toto,
    prediksi togel, prediksi hk, prediksi sgp, prediksi sdy, syair hk, syair sgp, syair sdy, keluaran hk,
    keluaran sgp, keluaran sdy, pengeluaran hk, pengeluaran sgp, result hk, live draw, hk pools, sgp pools,
    hongkong pools, sydney pools, hongkong lotto, angka jitu, bbfs, colok bebas, kode syair, poker online,
    casino online, kasino online, live casino, roulette online, baccarat, bakarat, sabung ayam online,
    free bet, freespin, free spin, freechip, bonus new member, bonus member baru, bonus rollingan, rollingan,
    bonus cashback, turnover kecil, anti rungkad, anti rungkat, gampang menang, mudah menang, gampang jp,
    gampang maxwin, auto jp, auto cuan, jackpot progresif, jackpot besar, depo wd, deposit pulsa,
    deposit dana, deposit qris, deposit via pulsa, depo pulsa, minimal deposit, minimal depo, min depo,
    wd cepat, withdraw cepat, link gacor, situs gacor, daftar slot, login slot, main slot, spin gratis,
    hoki slot, kakek zeus, cuan slot, bet kecil, server kamboja, server thailand, anti blokir, anti nawala,
    cheat slot, slot mania, slot hoki, slot viral, agen casino, bandar casino, slot online resmi,
    slot online terpercaya, judi online resmi, judi online terpercaya, slot via, slot terbaru, dewa slot,
    raja slot, togel hongkong, togel hari ini, togel singapura, togel sidney, toto 4d, poker uang asli, slot uang asli,
    jackpot terbesar,
    qq online, bandar ceme, link maxwin, wd berapapun, to rendah
    """
)
# The matter itself. An article against it says these as often as an advertisement.
TOPIC = listed(
    """
    judi, judi online, judi daring, judol, perjudian, penjudi, berjudi, togel, toto gelap, slot online,
    game slot, permainan slot, mesin slot, taruhan, taruhan online, bertaruh, kasino, casino,
    bandar judi, situs judi, agen judi, poker
    """
)
# Ambiguous alone; beside the words above they make an offer.
OFFER = listed(
    """
    daftar, daftar sekarang, login, link, link alternatif, klik, deposit, depo, withdraw, wd, bonus, promo,
    gratis, terpercaya, terlengkap, terbaik, resmi, member, akun, gabung, bergabung, join, main, mainkan,
    bermain, menang, kemenangan, cuan, hoki, jp, jackpot, scatter, rtp, spin, bet, pulsa, ovo, gopay,
    qris, 24 jam, nonstop, hubungi, whatsapp, wa, telegram, live chat, situs, agen, bandar, event, cashback,
    vip, viral, modal receh, modal kecil, raih, rasakan, coba, buruan, segera, tanpa potongan, hari ini
    """
)
# Words of the trade that honest texts use as well: three of them in one sentence are no accident.
TRADE = listed(
    """
    slot, toto, spin, scatter, rtp, bet, jp, jackpot, cuan, hoki, wd, depo, deposit, withdraw, modal receh,
    cashback, taruhan, casino, poker, zeus, olympus, mahjong, new member, bandar, jitu, menang
    """
)
# Of these words two in one sentence, or one beside "slot", are enough.
SLANG = listed("cuan, wd, scatter, rtp, jp, hoki, zeus, olympus, mahjong, withdraw, jackpot")
HARMLESS_PAIR = frozenset(listed("cuan, hoki"))
# How often a stake is said to come back (x500).
MULTIPLIER = r"\bx ?(?:250|500|1000|5000)\b"
# Words that are hidden behind an asterisk (sl*t).
STARRED = listed("slot, judi, judol, togel, gacor, poker, casino, maxwin, online, taruhan")
# Who fights gambling, warns of it, or reports from a court says these; who advertises it does not.
AGAINST = listed(
    """
    bahaya, berbahaya, bahayanya, cegah, mencegah, pencegahan, berantas, memberantas, pemberantasan,
    sosialisasi, penyuluhan, edukasi, imbau, imbauan, mengimbau, himbauan, menghimbau, waspada, mewaspadai,
    larangan, dilarang, melarang, jauhi, menjauhi, tolak, menolak, perangi, memerangi, lawan judi,
    melawan, stop judi, stop judol, tindak, menindak, penindakan, ditindak, razia, penertiban, menertibkan,
    polisi, polres, polsek, kepolisian, polda, polri, kejaksaan, jaksa, pengadilan, tersangka, terdakwa,
    pelaku, ditangkap, menangkap, penangkapan, pidana, dipidana, hukum, hukuman, pasal, undang-undang,
    uu ite, komdigi, kominfo, kominfosanti, ppatk, ojk, satgas, memblokir, pemblokiran, diblokir, korban,
    kecanduan, candu, pecandu, dampak, dampaknya, merugikan, terjerat, menjerat, terlilit, terjerumus, terjebak,
    bangkrut, lapor, laporkan, melaporkan, aduan, pengaduan, adukan, disusupi, diretas, peretasan,
    penyusupan, penyakit masyarakat, sanksi, disanksi, terlibat, iming-iming, modus, penipuan, ilegal,
    melanggar, pelanggaran, membasmi, bersih dari, bebas dari, bebas judi, berhenti berjudi, rehabilitasi,
    konseling, pendampingan, terpapar, darurat judi, keresahan, meresahkan, pengawasan, tergiur, jangan main,
    jangan bermain, jangan coba, jangan ikut, bijak, literasi, memikat, menjebak, kejahatan, kriminal
    """
)
# Names that advertisers make up: a gambling word and two or three digits (hoki777, mpo88).
BRAND = (
    r"\b(?:slot|depo|domino|toto|togel|bola|judi|poker|casino|win|bet|hoki|raja|dewa|dewi|zeus|gacor|qq|"
    r"mpo|cuan|jp|spin|jackpot|naga|ligaa?|macau|olympus|mahjong|sultan|bos|koko|mega|super)"
    r"(?:slot|bet|win|play|toto|qq|gacor|hoki)?(?:4d|\d{2,3})\b"
)
# In the name of a site these say enough.
NAMES = listed(
    "togel, judionline, slotonline, situsslot, agenslot, bandarqq, casino, kasino, sbobet"
)
