"""What lies in the clipboard after copying from programs of an office, in the shape they write it."""

# Word 2019: a heading, bold by style, a bulleted list with a second level, a numbered list, a
# spacer, a table whose first row is bold; comments and o:p as the browser hands them over.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset=utf-8>
<meta name=Generator content="Microsoft Word 15"><title>Laporan</title>
<style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm;} @list l0:level1 {mso-level-text:\\F0B7} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
</head><body lang=IN style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-list:none'><span lang=EN-US style='font-family:"Calibri Light"'>Laporan kegiatan<o:p></o:p></span></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span style='font-size:12.0pt'>Sebanyak 240 bibit</span></b>
karang <i>Acropora</i> ditanam<sup>1</sup>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Bibit ditanam<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><!--[endif]-->di Pemuteran<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>Sampah
diangkat</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><b><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span></b>Buka acara</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Tanam</p>
<p class=MsoNormal><span style='display:none;mso-hide:all'>catatan tersembunyi</span>Selesai.</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'>
<td width=200 style='width:150pt'><p class=MsoNormal><b>Desa<o:p></o:p></b></p></td>
<td width=100><p class=MsoNormal><b><span lang=IN>Bibit</span></b></p></td></tr>
<tr><td><p class=MsoNormal>Pemuteran</p></td><td><p class=MsoNormal>240</p></td></tr></table>
<!--EndFragment--></body></html>"""
WORD_CLEAN = (
    "<h2>Laporan kegiatan</h2>"
    "<p><strong>Sebanyak 240 bibit</strong> karang <em>Acropora</em> ditanam<sup>1</sup>.</p>"
    "<ul><li>Bibit ditanam<ul><li>di Pemuteran</li></ul></li><li>Sampah diangkat</li></ul>"
    "<ol><li>Buka acara</li><li>Tanam</li></ol><p>Selesai.</p>"
    '<table><tbody><tr><th scope="col"><p><strong>Desa</strong></p></th>'
    '<th scope="col"><p><strong>Bibit</strong></p></th></tr>'
    "<tr><td><p>Pemuteran</p></td><td><p>240</p></td></tr></tbody></table>"
)

# Google Docs: all of it inside a bold that is none, emphasis as styles, lists between list items,
# links through its own counting page.
GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b3c4d-7fff">
<h2 dir="ltr" style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;">Rapat koordinasi</span></h2>
<p dir="ltr" style="line-height:1.38;"><span style="font-weight:700;">Camat</span><span style="font-weight:400;"> membuka </span><span
style="font-style:italic;">rapat</span><span style="text-decoration:line-through;">lama</span>. <a
href="https://www.google.com/url?q=https://bulelengkab.go.id/berita?id%3D7&amp;sa=D&amp;source=editors"
style="text-decoration:none;"><span style="color:#1155cc;">Berita</span></a></p>
<ul style="margin-top:0;"><li dir="ltr" aria-level="1" style="list-style-type:disc;"><p dir="ltr" role="presentation"><span>Satu</span></p></li>
<ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>Anak</span></p></li></ul>
<li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Dua</span></p></li></ul></b><br class="Apple-interchange-newline">"""
GOOGLE_DOCS_CLEAN = (
    "<h2>Rapat koordinasi</h2>"
    "<p><strong>Camat</strong> membuka <em>rapat</em><s>lama</s>. "
    '<a href="https://bulelengkab.go.id/berita?id=7" rel="noopener">Berita</a></p>'
    "<ul><li><p>Satu</p><ul><li><p>Anak</p></li></ul></li><li><p>Dua</p></li></ul><br>"
)

# WhatsApp Web: messages as containers, emoji as pictures of another host.
WHATSAPP = """<div class="copyable-text" data-pre-plain-text="[09.12, 10/6/2026] Ni Luh: "><div class="_akbu"><span
dir="ltr" class="_ao3e selectable-text"><span>Kerja bakti <strong class="_ao3e">besok</strong> pukul 07.00 <img
crossorigin="anonymous" alt="🙏" draggable="false" class="emoji" src="https://web.whatsapp.com/emoji/v1/1f64f.png"></span></span></div></div>
<div class="copyable-text" data-pre-plain-text="[09.13, 10/6/2026] Kadek: "><span class="selectable-text">Siap, <em>Pak</em> <del>Bu</del></span></div>"""
WHATSAPP_CLEAN = (
    "<p>Kerja bakti <strong>besok</strong> pukul 07.00 🙏</p><p>Siap, <em>Pak</em> <s>Bu</s></p>"
)

# LibreOffice Writer: fonts as elements, real lists with paragraphs, widths and colours everywhere.
LIBREOFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title></title><style type="text/css">p { line-height: 115% }</style></head><body lang="id-ID" link="#000080" dir="ltr">
<h1 class="western"><font face="Liberation Sans"><font size="5" style="font-size: 18pt">Pengumuman</font></font></h1>
<p style="margin-bottom: 0cm; line-height: 100%"><font color="#c9211e"><b>Layanan</b></font> tutup
<span style="font-style: italic">sehari</span>.</p>
<p style="margin-bottom: 0cm"><br/>
</p>
<ul><li><p style="margin-bottom: 0cm">Kantor camat</p></li>
<li><p style="margin-bottom: 0cm">Loket</p></li></ul>
<table width="100%" cellpadding="4"><col width="128*"><thead><tr><th width="50%"><p align="left">Hari</p></th></tr></thead>
<tbody><tr><td width="50%" style="border: 1px solid"><p class="western" align="left">Senin</p></td></tr></tbody></table></body></html>"""
LIBREOFFICE_CLEAN = (
    "<h2>Pengumuman</h2><p><strong>Layanan</strong> tutup <em>sehari</em>.</p>"
    "<ul><li><p>Kantor camat</p></li> <li><p>Loket</p></li></ul>"
    "<table><thead><tr><th><p>Hari</p></th></tr></thead>"
    "<tbody><tr><td><p>Senin</p></td></tr></tbody></table>"
)

# A news page: containers, a picture of elsewhere with a tracker, marked links.
WEB_PAGE = """<article class="post"><header><h1 class="title">Panen anggur</h1></header>
<div class="body">Warga memanen.<br>Ramai.<div class="ad"><script>lacak()</script></div>
<figure class="wp"><img src="https://cdn.example.com/a.jpg?utm_source=x" alt="Anggur"><figcaption>Foto</figcaption></figure>
<p>Baca <a class="l" href="https://bulelengkab.go.id/a?utm_source=wa&amp;id=7&amp;fbclid=abc#isi" target="_blank">di sini</a>.</p></div></article>"""
WEB_PAGE_CLEAN = (
    "<h2>Panen anggur</h2><p>Warga memanen.<br>Ramai. </p><p>Foto</p>"
    '<p>Baca <a href="https://bulelengkab.go.id/a?id=7#isi" rel="noopener">di sini</a>.</p>'
)

SAMPLES = {
    "Word 2019": (WORD, WORD_CLEAN),
    "Google Docs": (GOOGLE_DOCS, GOOGLE_DOCS_CLEAN),
    "WhatsApp Web": (WHATSAPP, WHATSAPP_CLEAN),
    "LibreOffice": (LIBREOFFICE, LIBREOFFICE_CLEAN),
    "halaman web": (WEB_PAGE, WEB_PAGE_CLEAN),
}
