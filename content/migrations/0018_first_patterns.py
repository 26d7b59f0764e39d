"""The office's first patterns; the administrator changes, adds and switches them off."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# kind, name, when it is used, title, summary, body
PATTERNS = (
    (
        "berita",
        "Kegiatan",
        "Kegiatan kantor, desa, atau warga yang sudah berlangsung.",
        "[apa] di [desa]",
        "[siapa] [melakukan apa] di [tempat], [hari dan tanggal].",
        "<p>[siapa] [melakukan apa] di [tempat], [desa], [hari dan tanggal]. "
        "Kegiatan ini diikuti [berapa] orang dari [dari mana].</p>"
        "<h2>Mengapa diadakan</h2><p>[mengapa kegiatan ini perlu, dan bagi siapa].</p>"
        "<h2>Jalannya kegiatan</h2><p>[apa yang dikerjakan, berurutan].</p>"
        "<blockquote><p>“[kutipan satu kalimat],” kata [nama], [jabatan].</p></blockquote>"
        "<h2>Setelah ini</h2><p>[langkah berikutnya dan tanggalnya].</p>",
    ),
    (
        "berita",
        "Kunjungan atau penilaian",
        "Tamu, tim penilai, atau peninjauan ke lapangan.",
        "[siapa] meninjau [apa] di [desa]",
        "[siapa] meninjau [apa] di [desa] pada [hari dan tanggal].",
        "<p>[siapa] meninjau [apa] di [desa], [hari dan tanggal], didampingi [siapa saja].</p>"
        "<h2>Yang ditinjau</h2><ul><li>[hal pertama]</li><li>[hal kedua]</li></ul>"
        "<h2>Hasil</h2><p>[temuan dan tanggapan, dengan angka].</p>"
        "<h2>Tindak lanjut</h2><p>[siapa mengerjakan apa, sampai kapan].</p>",
    ),
    (
        "pengumuman",
        "Pelayanan tutup",
        "Hari libur, cuti bersama, atau gangguan yang menutup loket.",
        "Pelayanan tutup pada [tanggal]",
        "Pelayanan di Kantor Camat tutup pada [hari dan tanggal] karena [alasan].",
        "<p>Pelayanan di Kantor Camat tutup pada <strong>[hari dan tanggal]</strong> "
        "karena [alasan].</p><p>Pelayanan buka lagi pada [hari dan tanggal] pukul [jam] WITA.</p>"
        "<h2>Keperluan mendesak</h2><p>Hubungi [nama atau bagian] di [nomor telepon].</p>",
    ),
    (
        "pengumuman",
        "Syarat layanan",
        "Cara mengurus satu layanan: syarat, langkah, waktu, biaya.",
        "Cara mengurus [layanan]",
        "Syarat, langkah, waktu, dan biaya mengurus [layanan].",
        "<p>[layanan] diurus di [loket atau bagian], [hari] pukul [jam] WITA.</p>"
        "<h2>Syarat</h2><ul><li>[syarat pertama]</li><li>[syarat kedua]</li></ul>"
        "<h2>Langkah</h2><ol><li>[langkah pertama]</li><li>[langkah kedua]</li></ol>"
        "<h2>Waktu dan biaya</h2><p>Selesai dalam [berapa lama]. Biaya: [jumlah, atau tanpa biaya]."
        "</p>",
    ),
    (
        "pengumuman",
        "Peringatan cuaca atau bencana",
        "Kabar yang menyangkut keselamatan warga.",
        "Waspada [apa] di [desa]",
        "Warga [desa] diminta waspada [apa] sampai [hari dan tanggal].",
        "<p>[siapa yang memberi peringatan] memperkirakan [apa] di [desa] "
        "sampai [hari dan tanggal].</p><h2>Yang perlu dilakukan</h2>"
        "<ul><li>[tindakan pertama]</li><li>[tindakan kedua]</li></ul>"
        "<h2>Minta bantuan</h2><p>Hubungi [nama atau pos] di [nomor telepon].</p>",
    ),
    (
        "agenda",
        "Undangan rapat",
        "Rapat dengan perbekel, lembaga, atau instansi lain.",
        "Rapat [tentang apa]",
        "Rapat [tentang apa] dengan [peserta].",
        "<p>Dipimpin [siapa]. Peserta: [siapa saja].</p>"
        "<h2>Yang dibahas</h2><ol><li>[pokok pertama]</li><li>[pokok kedua]</li></ol>"
        "<h2>Dibawa peserta</h2><p>[bahan yang perlu dibawa].</p>",
    ),
    (
        "agenda",
        "Agenda rutin",
        "Kegiatan yang berulang, seperti posyandu atau layanan keliling.",
        "[kegiatan] [bulan]",
        "[kegiatan] untuk [siapa], dilayani [petugas].",
        "<p>[kegiatan] untuk [siapa]. Datang dengan membawa [yang perlu dibawa].</p>"
        "<h2>Layanan</h2><ul><li>[layanan pertama]</li><li>[layanan kedua]</li></ul>",
    ),
    (
        "foto",
        "Album kegiatan",
        "Foto satu kegiatan, berurutan.",
        "[kegiatan] di [desa]",
        "Foto [kegiatan] di [desa], [hari dan tanggal].",
        "<p>[siapa] mengikuti [kegiatan] di [tempat], [hari dan tanggal]. Foto: [pemotret].</p>",
    ),
    (
        "video",
        "Rekaman kegiatan",
        "Video satu kegiatan dengan isi dan pembicaranya.",
        "Rekaman [kegiatan] di [desa]",
        "Rekaman [kegiatan] di [tempat], [hari dan tanggal].",
        "<p>[siapa] dalam [kegiatan] di [tempat], [hari dan tanggal].</p>"
        "<h2>Isi video</h2><ul><li>[menit] [apa yang terlihat]</li></ul>",
    ),
    (
        "artikel",
        "Penjelasan untuk warga",
        "Menjelaskan satu hal: apa, mengapa, bagaimana.",
        "Mengenal [apa]",
        "[apa] dijelaskan dengan contoh dari Kecamatan Gerokgak.",
        "<p>[jawaban dalam dua kalimat: apa itu dan mengapa penting].</p>"
        "<h2>Apa itu [apa]</h2><p>[penjelasan dengan contoh dari desa].</p>"
        "<h2>Yang dapat Anda lakukan</h2><ul><li>[langkah pertama]</li>"
        "<li>[langkah kedua]</li></ul><h2>Sumber</h2><p>[lembaga, judul, tahun].</p>",
    ),
    (
        "bank-data",
        "Data semester",
        "Angka per desa yang terbit setiap semester.",
        "[apa] per desa, Semester [ke berapa] [tahun]",
        "[apa] di 14 desa Kecamatan Gerokgak, Semester [ke berapa] [tahun].",
        "<h2>Yang terlihat</h2><p>[temuan terpenting dalam satu kalimat dengan angka].</p>"
        "<h2>Cara menghitung</h2><p>Dihitung oleh [siapa] dari [sumber] pada [tanggal]. "
        "Arti kolom: [penjelasan kolom].</p>"
        "<h2>Catatan</h2><p>[desa tanpa data, atau cara hitung yang berubah].</p>",
    ),
)


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the patterns."""
    pattern = apps.get_model("content", "Pattern")
    pattern.objects.bulk_create(
        pattern(
            kind=kind,
            name=name,
            description=description,
            title=title,
            summary=summary,
            body=body,
            position=position,
        )
        for position, (kind, name, description, title, summary, body) in enumerate(
            PATTERNS, start=1
        )
    )


class Migration(migrations.Migration):
    """Give the office something to begin with."""

    dependencies = (("content", "0017_two_lanes"),)
    operations = (migrations.RunPython(fill, migrations.RunPython.noop),)
