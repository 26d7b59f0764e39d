"""Where files stand when nobody chose, and which questions of a pattern are unanswered."""

import pytest

from content.kinds import KINDS
from content.models import Asset, Attachment, Pattern, Revision
from content.placeholders import leftovers, questions_in
from content.placing import put, role_in, take_over
from tests import make
from workflow.opening import start

pytestmark = pytest.mark.django_db
Group, Role = Asset.Group, Attachment.Role


@pytest.mark.parametrize(
    ("kind", "group", "came_as", "taken", "role"),
    [
        ("berita", Group.PICTURE, "", (), Role.COVER),
        ("berita", Group.PICTURE, "", {Role.COVER}, Role.GALLERY),
        ("foto", Group.PICTURE, Role.COVER, (), Role.GALLERY),
        ("video", Group.PICTURE, Role.GALLERY, {Role.COVER}, Role.BAHAN),
        ("video", Group.VIDEO, Role.VIDEO, (), Role.VIDEO),
        ("agenda", Group.PICTURE, Role.INLINE, (), Role.COVER),
        ("bank-data", Group.DATA, Role.DATA, (), Role.DATA),
        ("bank-data", Group.DOCUMENT, Role.DOCUMENT, (), Role.DOCUMENT),
        ("berita", Group.DATA, Role.DATA, (), Role.DOCUMENT),
        ("berita", Group.DOCUMENT, "", (), Role.BAHAN),
        ("foto", Group.VIDEO, Role.VIDEO, (), Role.BAHAN),
    ],
)
def test_a_file_takes_the_place_that_its_kind_has_for_it(kind, group, came_as, taken, role):
    assert role_in(kind, group, came_as, taken) == role


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("group", list(Group))
def test_bahan_stays_bahan_everywhere(kind, group):
    assert role_in(kind, group, Role.BAHAN) == Role.BAHAN


def test_photos_keep_their_order_and_none_stands_twice():
    operator = make.make_operator()
    revision = start("berita", "Panen anggur", by=operator)
    one, two, three = (make.make_picture(operator) for _ in range(3))
    put(revision, [one, two])
    put(Revision.objects.get(pk=revision.pk), [two, three])
    placed = [(a.asset, a.role) for a in revision.attachments.all()]
    assert placed == [(one, Role.COVER), (two, Role.GALLERY), (three, Role.GALLERY)]


def test_what_is_said_about_a_file_comes_along():
    operator = make.make_operator()
    source = make.make_draft("foto", by=operator)
    make.attach(source, make.make_picture(), Role.GALLERY, alt="Sampan", caption="Sore", credit="A")
    target = start("berita", "Panen", by=operator)
    take_over(source, target)
    assert ("Sampan", "Sore", "A") in target.attachments.values_list("alt", "caption", "credit")


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("[siapa] menanam [apa]; [siapa] hadir", ("[siapa]", "[apa]")),
        ("Rujukan [1], kutipan [sic], surat [Lampiran]", ()),
        ("tulis ke kantor[at]buleleng.go.id", ()),
        ("tanda [kosong\nsekali]", ()),
    ],
)
def test_questions_are_told_from_other_brackets(text, questions):
    assert questions_in(text) == questions


def test_an_item_with_unanswered_questions_is_not_complete():
    revision = make.make_draft("berita", body="<p>Ditanam <strong>[si</strong>apa] kemarin.</p>")
    (left,) = leftovers(revision)
    assert (left.field, left.questions) == ("body", ("[siapa]",))
    assert left.words == "Isi masih memuat [siapa]. Ganti dengan jawabannya."
    assert leftovers(make.make_draft("berita")) == []


def test_the_first_patterns_ask_and_pass_the_allow_list():
    patterns = list(Pattern.objects.all())
    assert len(patterns) >= 8
    for pattern in patterns:
        assert pattern.description
        assert questions_in(pattern.title), pattern
        assert len(pattern.summary) <= 400
        assert "<h1" not in pattern.body


def test_the_administrator_writes_patterns_within_the_allow_list(client):
    client.force_login(make.make_admin())
    words = {"kind": "berita", "name": "Lomba", "position": 1, "active": "on"}
    client.post(
        "/admin/content/pattern/add/",
        words | {"body": "<p onclick=x>[siapa]</p><script>x</script>"},
    )
    assert Pattern.objects.get(name="Lomba").body == "<p>[siapa]</p>"
