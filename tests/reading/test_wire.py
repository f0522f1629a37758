# SPDX-License-Identifier: Apache-2.0
"""Items of the wire, all invented: ninjs, NewsML-G2, NewsML 1 and NITF are told by their content and read into the same article."""

import base64
import contextlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dementi.errors import ReadingError
from dementi.reading import read
from dementi.reading.recognise import form_of
from dementi.reading.wire import split
from dementi.reading.wire.item import status_of
from dementi.reading.wire.words import paragraphs_of_text
from dementi.reading.wire.xml import root_name
from dementi.record import Article, Dispatch, Form, Trouble, WireStatus

HEADLINE = "La Valmarie dément avoir tiré sur Castelnoir"
FIRST = "AUBEMONT (AVP) – « Aucun obus n’est parti de chez nous », a déclaré lundi la porte-parole Élise Varnier."
SECOND = "Les secours de Castelnoir font état de douze blessés."
SHARED = Path(__file__).parents[3] / "shared" / "data" / "wire"


def article_of(content: str | bytes) -> tuple[Article, tuple[Trouble, ...]]:
    return read(Dispatch(id="x", content=content))


def refusal(content: str) -> str:
    with pytest.raises(ReadingError) as raised:
        article_of(content)
    return str(raised.value)


def said(troubles: tuple[Trouble, ...]) -> str:
    return " ".join(trouble.message for trouble in troubles)


def first_generation(**more: object) -> str:
    item = {
        "uri": "urn:avp:2026:castelnoir",
        "type": "text",
        "version": "2",
        "pubstatus": "usable",
        "firstcreated": "2026-03-09T09:10:00+01:00",
        "versioncreated": "2026-03-09T11:00:00+01:00",
        "language": "fr",
        "byline": "Par Jeanne Morel et Paul Vidal",
        "located": "Aubemont",
        "creditline": "AVP",
        "headline": HEADLINE,
        "body_xhtml": f"<p>{FIRST}</p><p>{SECOND}</p><script>mal()</script>",
        "body_text": "sans paragraphes",
    }
    return json.dumps({**item, **more}, ensure_ascii=False)


THIRD_GENERATION = json.dumps(
    {
        "standard": {"name": "ninjs", "version": "3.0"},
        "uri": "urn:avp:2026:castelnoir",
        "version": "2",
        "pubStatus": "usable",
        "firstCreated": "2026-03-09T09:10:00+01:00",
        "versionCreated": "2026-03-09T11:00:00+01:00",
        "language": "fr",
        "by": "Par Jeanne Morel et Paul Vidal",
        "located": "Aubemont",
        "infoSources": [{"name": "AVP"}],
        "headlines": [{"role": "short", "value": "Castelnoir"}, {"role": "main", "value": HEADLINE}],
        "bodies": [
            {"role": "plain", "contentType": "text/plain", "value": f"{FIRST}\n\n{SECOND}"},
            {"role": "html", "contentType": "text/html", "value": f"<h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p>"},
        ],
    },
    ensure_ascii=False,
    indent=1,
)
NITF_BODY = f"""<body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline>
<byline>Par <person>Jeanne Morel</person> et Paul Vidal, <byttl>envoyés à Castelnoir</byttl></byline>
<distributor>AVP</distributor><dateline><location>Aubemont</location></dateline></body.head>
<body.content><p>{FIRST}</p><media><media-reference source="x.jpg"/><media-caption>Le pont.</media-caption></media>
<block><p>Les secours de <location>Castelnoir</location> font état de
   <num>douze</num> blessés.</p></block></body.content></body>"""
NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "http://nulle-part.example/nitf-3-4.dtd">
<nitf xml:lang="fr"><head><title>Autre titre</title><docdata><doc-id id-string="urn:avp:2026:castelnoir"/>
<du-key key="castelnoir" version="2"/><date.issue norm="20260309T091000+0100"/></docdata>
<revision-history norm="20260309T110000+0100"/></head>{NITF_BODY}</nitf>"""


def g2(content: str, *, guid: str = "urn:avp:2026:castelnoir", meta: str = "", status: str = "stat:usable") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="2" xml:lang="fr">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:AVP"><name>Agence Valmarie-Presse</name></provider>
<versionCreated>2026-03-09T11:00:00+01:00</versionCreated><firstCreated>2026-03-09T09:10:00+01:00</firstCreated>
<pubStatus qcode="{status}"/>{meta}</itemMeta>
<contentMeta><by>Par Jeanne Morel et Paul Vidal</by><dateline>Aubemont</dateline><creditline>AVP</creditline>
<language tag="fr"/><headline>{HEADLINE}</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>
<body><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></body></html></inlineXML>"""
WITH_NITF = f'<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">{NITF_BODY}</nitf></inlineXML>'
PLAIN = f'<inlineData contenttype="text/plain">{FIRST}\n\n{SECOND}</inlineData>'
DATA = base64.b64encode(f"{FIRST}\n\n{SECOND}".encode()).decode()
PACKED = f'<inlineData contenttype="text/plain" encoding="base64">{DATA}</inlineData>'
NEWSML_1 = f"""<?xml version="1.0" encoding="UTF-8"?>
<NewsML Version="1.2"><NewsEnvelope><SentFrom><Party FormalName="AVP"/></SentFrom></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><RevisionId>2</RevisionId><PublicIdentifier>urn:avp:2026:castelnoir:2</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20260309T091000+0100</FirstCreated><ThisRevisionCreated>20260309T110000+0100</ThisRevisionCreated>
<Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>{HEADLINE}</HeadLine><ByLine>Par Jeanne Morel et Paul Vidal</ByLine><DateLine>Aubemont</DateLine>
<CreditLine>AVP</CreditLine></NewsLines><DescriptiveMetadata><Language FormalName="fr"/></DescriptiveMetadata>
<NewsComponent><Role FormalName="Contact"/><ContentItem>
<DataContent><p>Pour toute question et pour toutes les autres, le service des ventes.</p></DataContent>
</ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Main"/><ContentItem><MimeType FormalName="text/xhtml"/>
<DataContent><html><body><p>{FIRST}</p><p>{SECOND}</p></body></html></DataContent></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>"""

FORMATS = {
    "ninjs 1": first_generation(),
    "ninjs 3": THIRD_GENERATION,
    "NITF": NITF,
    "NewsML-G2 with XHTML": g2(XHTML),
    "NewsML-G2 with NITF": g2(WITH_NITF),
    "NewsML-G2 with plain text": g2(PLAIN),
    "NewsML-G2 with base64": g2(PACKED),
    "NewsML 1": NEWSML_1,
}


@pytest.mark.parametrize("content", FORMATS.values(), ids=FORMATS)
def test_each_format_gives_the_same_article(content: str) -> None:
    article, troubles = article_of(content)
    assert troubles == ()
    assert article.headline == HEADLINE
    assert [paragraph.exact for paragraph in article.paragraphs] == [FIRST, SECOND]
    assert article.text == f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}"
    assert (article.published, article.modified) == ("2026-03-09T09:10:00+01:00", "2026-03-09T11:00:00+01:00")
    assert (article.authors, article.agency, article.language) == (("Jeanne Morel", "Paul Vidal"), "AVP", "fr")
    assert article.wire
    assert (article.wire.guid, article.wire.version, article.wire.dateline) == (
        "urn:avp:2026:castelnoir",
        "2",
        "Aubemont",
    )
    assert article.wire.embargoed is None


@pytest.mark.parametrize("content", FORMATS.values(), ids=FORMATS)
def test_each_format_is_told_by_its_content(content: str) -> None:
    assert form_of(content) is Form.WIRE
    bare = content.removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    assert form_of("\n\n  " + bare) is Form.WIRE


@pytest.mark.parametrize(
    "content",
    [
        "Un titre\n\nUn texte.",
        "<html><body><p>Un texte.</p></body></html>",
        '<?xml version="1.0"?><!DOCTYPE html><html><body/></html>',
    ],
)
def test_other_dispatches_are_not_taken_for_it(content: str) -> None:
    assert form_of(content) is not Form.WIRE


def test_the_caption_of_a_picture_is_kept_apart() -> None:
    article, _ = article_of(NITF)
    assert [piece.exact for piece in article.furniture] == ["Le pont."]
    assert "Le pont" not in article.text


def test_entities_of_html_are_characters() -> None:
    article, _ = article_of(NITF.replace("déclaré", "d&eacute;clar&eacute;"))
    assert article.paragraphs[0].exact == FIRST


def test_latin_1_is_read_as_it_declares() -> None:
    content = NITF.replace("UTF-8", "ISO-8859-1").replace("–", "-").replace("’", "'").encode("iso-8859-1")
    article, _ = article_of(content)
    assert "Élise Varnier" in article.text


def test_an_alert_of_a_headline_alone_is_kept() -> None:
    article, _ = article_of(
        json.dumps({"uri": "urn:avp:1", "type": "text", "headline": HEADLINE, "pubstatus": "usable"})
    )
    assert (article.headline, article.text) == (None, HEADLINE)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("stat:canceled", WireStatus.CANCELED),
        ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", WireStatus.WITHHELD),
        ("Usable", WireStatus.USABLE),
        ("cancelled", WireStatus.CANCELED),
        ("autre", None),
        (None, None),
    ],
)
def test_the_status_is_read_however_it_is_written(written: str | None, status: WireStatus | None) -> None:
    assert status_of(written) is status


@pytest.mark.parametrize(
    "content",
    [
        first_generation(pubstatus="canceled"),
        g2(XHTML, status="stat:canceled"),
        NEWSML_1.replace('"Usable"', '"Canceled"'),
        NITF.replace("<docdata>", '<docdata management-status="canceled">'),
    ],
)
def test_a_canceled_item_is_read_and_said_to_be_canceled(content: str) -> None:
    article, troubles = article_of(content)
    assert article.wire
    assert article.wire.status is WireStatus.CANCELED
    assert "canceled" in said(troubles)


def test_what_stands_beside_the_text_is_kept_apart() -> None:
    nitf = NITF.replace("</hl1>", "</hl1><hl2>Douze blessés</hl2>").replace(
        "</body.content>", "</body.content><body.end><tagline>jm/pv</tagline></body.end>"
    )
    g2_item = g2(XHTML).replace("</headline>", '</headline><description role="drol:summary">Un résumé.</description>')
    for content, words in (
        (nitf, ["Douze blessés", "jm/pv", "Le pont."]),
        (first_generation(description_text="Un résumé."), ["Un résumé."]),
        (g2_item, ["Un résumé."]),
    ):
        article, _ = article_of(content)
        assert [piece.exact for piece in article.furniture] == words
        assert [paragraph.exact for paragraph in article.paragraphs] == [FIRST, SECOND]


def test_the_main_headline_is_taken_wherever_it_stands() -> None:
    subheadline = g2(XHTML).replace(
        "<headline>", '<headline role="hldrole:subHeadline">Sous-titre</headline><headline>'
    )
    assert article_of(subheadline)[0].headline == HEADLINE


def test_a_cancellation_that_is_a_note_is_kept_with_its_identity() -> None:
    article, troubles = article_of(
        json.dumps({"uri": "urn:avp:1", "pubstatus": "canceled", "ednote": "Dépêche annulée."})
    )
    assert article.text == "Dépêche annulée."
    assert article.wire
    assert article.wire.guid == "urn:avp:1"
    assert "canceled" in said(troubles)


def test_what_is_neither_xml_nor_json_is_no_message() -> None:
    with pytest.raises(ReadingError, match="neither XML nor JSON"):
        read(Dispatch(id="x", content="Titre\n\nTexte.", form=Form.WIRE))


def test_a_canceled_item_without_text_says_so() -> None:
    assert "canceled" in refusal(json.dumps({"uri": "urn:avp:1", "type": "text", "pubstatus": "canceled"}))


@pytest.mark.parametrize(
    "content",
    [
        first_generation(embargoed="2026-03-10T06:00:00+01:00"),
        g2(XHTML, meta="<embargoed>2026-03-10T06:00:00+01:00</embargoed>"),
        NITF.replace("<docdata>", '<docdata management-status="embargoed"><date.release norm="20260310T060000+0100"/>'),
        NEWSML_1.replace(
            '<Status FormalName="Usable"/>',
            '<Status FormalName="Embargoed"/><StatusWillChange><DateAndTime>20260310T060000+0100</DateAndTime></StatusWillChange>',
        ),
    ],
)
def test_an_embargo_is_kept_and_said(content: str) -> None:
    article, troubles = article_of(content)
    assert article.wire
    assert article.wire.embargoed == "2026-03-10T06:00:00+01:00"
    assert "embargo" in said(troubles)


@pytest.mark.parametrize("hour", ["", "bientôt"])
def test_an_embargo_without_an_hour_holds_the_item_back(hour: str) -> None:
    article, troubles = article_of(first_generation(embargoed=hour))
    assert article.wire
    assert article.wire.embargoed == ""
    assert "embargo" in said(troubles)


def test_a_message_of_several_items_is_taken_apart_under_stable_names() -> None:
    items = (
        g2(XHTML, guid="urn:avp:1")
        + g2(PLAIN, guid="urn:avp:2")
        + g2(XHTML, guid="urn:avp:2").replace('version="2"', 'version="3"')
    )
    message = (
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{items}</itemSet></newsMessage>'
    )
    parts = split(message)
    assert [part.name for part in parts] == ["urn:avp:1", "urn:avp:2:2", "urn:avp:2:3"]
    assert split(message) == parts
    for part in parts:
        assert split(part.content) == ()
        article, troubles = article_of(part.content)
        assert article.paragraphs[1].exact == SECOND
        assert troubles == ()


def test_an_array_of_ninjs_is_taken_apart() -> None:
    items = [
        json.loads(text)
        for text in (first_generation(uri="urn:avp:1"), first_generation(uri="urn:avp:1"), THIRD_GENERATION)
    ]
    parts = split(json.dumps(items))
    assert [part.name for part in parts] == ["urn:avp:1:2", "urn:avp:1:#2", "urn:avp:2026:castelnoir"]
    assert [part.name for part in split(json.dumps({"_items": items}))] == [part.name for part in parts]
    assert all(article_of(part.content)[0].headline == HEADLINE for part in parts)


def test_items_of_newsml_1_keep_their_sender() -> None:
    message = NEWSML_1.replace(
        "</NewsItem>", "</NewsItem>" + NEWSML_1[NEWSML_1.index("<NewsItem>") : NEWSML_1.index("</NewsML>")], 1
    )
    parts = split(message)
    assert len(parts) == 2
    assert article_of(parts[1].content)[0].outlet == "AVP"


def test_of_a_message_that_was_not_taken_apart_the_first_text_is_read_and_the_others_are_said() -> None:
    message = f"<newsMessage><itemSet><newsItem guid='vide'/>{g2(XHTML)}</itemSet></newsMessage>"
    article, troubles = article_of(message)
    assert article.headline == HEADLINE
    assert "items" in said(troubles)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (g2(XHTML)[:-40], "XML is broken"),
        (THIRD_GENERATION[:-40], "JSON is broken"),
        ('{"prix": 3}', "no item of ninjs"),
        ("<conceptItem guid='x'><concept/></conceptItem>", "conceptItem"),
        ('<?xml version="1.0"?><bilan><morts>12</morts></bilan>', "root element is bilan"),
        (g2("<remoteContent href='x'/>").replace(HEADLINE, ""), "no text"),
        ("<nitf>" * 400, "XML is broken"),
        ('{"uri":' + "[" * 100_000, "JSON is broken"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(content: str, why: str) -> None:
    sentence = refusal(content)
    assert why in sentence
    assert "\n" not in sentence
    assert len(sentence) < 300


def test_entities_of_the_message_s_own_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    outside = f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    laughs = (
        "<!DOCTYPE nitf [" + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(10)) + "]>"
    )
    for doctype in (outside, laughs):
        message = f"{doctype}<nitf><body><body.content><p>&x;&a9;</p></body.content></body></nitf>"
        assert form_of(message) is Form.WIRE
        assert "entities" in refusal(message)


def test_the_dtd_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "nitf.dtd").write_text('<!ENTITY eacute "SECRET">')
    article, _ = article_of(
        NITF.replace("http://nulle-part.example/nitf-3-4.dtd", f"file://{tmp_path}/nitf.dtd").replace(
            "déclaré", "d&eacute;claré"
        )
    )
    assert "SECRET" not in article.text
    assert FIRST in article.text


def test_scripts_in_a_body_are_no_words() -> None:
    article, _ = article_of(
        first_generation(body_xhtml="<p>Un.</p><script>alert(1)</script><style>p{}</style><p onclick='x'>Deux.</p>")
    )
    assert [paragraph.exact for paragraph in article.paragraphs] == ["Un.", "Deux."]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Un.\nDeux.", ["Un.", "Deux."]),
        ("Un peu\nde texte.\n\nEt la\nsuite.", ["Un peu de texte.", "Et la suite."]),
        ("  Un début\nqui va loin.\n  Une suite.", ["Un début qui va loin.", "Une suite."]),
        (
            "Une ligne coupée à la\nlargeur de la page par\nun téléscripteur.",
            ["Une ligne coupée à la largeur de la page par un téléscripteur."],
        ),
        ("\r\nUn.\r\n\r\nDeux.\r\n", ["Un.", "Deux."]),
        ("***\n\n---", []),
    ],
)
def test_plain_text_is_parted_into_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert paragraphs_of_text(text) == paragraphs


def test_text_under_the_name_of_markup_has_its_blank_lines_and_no_others() -> None:
    article, _ = article_of(first_generation(body_xhtml="\n   Une ligne,\n   sa suite.\n\n   Une autre.\n  "))
    assert [paragraph.exact for paragraph in article.paragraphs] == ["Une ligne, sa suite.", "Une autre."]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<a:newsItem xmlns:a='x'/>", "newsItem"),
        ("<?xml version='1.0'?><!-- un > deux --><!DOCTYPE nitf [<!ELEMENT p ANY>]>\n<nitf/>", "nitf"),
        ("texte", None),
        ("", None),
        ("<?xml", None),
        ("<!-- jamais close", None),
        ("<!DOCTYPE nitf", None),
        ("   <", None),
    ],
)
def test_the_root_is_found_behind_what_stands_before_it(text: str, name: str | None) -> None:
    assert root_name(text) == name


@pytest.mark.parametrize(
    "start", ["<", "<!--", "<?", "<!DOCTYPE [", "<a " * 3, '{"uri":"', "[{", "  \n", "<!DOCTYPE a [<!-- "]
)
def test_hostile_starts_take_no_time(start: str) -> None:
    assert split(start * 200_000) == ()
    assert root_name(start * 200_000) in {None, "a"}


@pytest.mark.parametrize(
    "inside", ["&eacute;", "<!--x-->a", "&amp;", "<br/>", "<?x?>a", "]]&gt;", "<em>a</em>"], ids=lambda inside: inside
)
def test_floods_inside_a_text_take_linear_time(inside: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        with contextlib.suppress(ReadingError):
            article_of(f"<nitf><body><body.content><p>a{inside * count}</p></body.content></body></nitf>")
        return time.process_time() - start

    seconds(100)
    few, many = seconds(8_000), seconds(64_000)
    assert many < 20 * few + 0.5


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = [
    "headline",
    "headlines",
    "body_text",
    "body_xhtml",
    "bodies",
    "byline",
    "by",
    "people",
    "infosources",
    "embargoed",
    "version",
]
NAMES += [
    "pubstatus",
    "versioncreated",
    "descriptions",
    "provider",
    "language",
    "type",
    "located",
    "description_text",
    "firstcreated",
]


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=10))
def test_whatever_stands_in_ninjs_is_read_or_refused(names: dict[str, object]) -> None:
    try:
        article, _ = article_of(json.dumps({"uri": "urn:x", "type": "text", **names}))
    except ReadingError:
        return
    assert article.text
    assert all(article.text[p.start : p.end] == p.exact for p in article.paragraphs)


@settings(max_examples=300)
@given(st.sampled_from([NITF, NEWSML_1, g2(XHTML), g2(PACKED), first_generation(), THIRD_GENERATION]), st.data())
def test_a_damaged_message_is_read_or_refused(message: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(message)))
    length = data.draw(st.integers(0, 60))
    damaged = message[:at] + data.draw(st.text(max_size=6)) + message[at + length :]
    try:
        article, _ = article_of(damaged)
    except ReadingError:
        return
    assert all(article.text[p.start : p.end] == p.exact for p in article.paragraphs)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/wire stands only where the project is developed")
def test_all_of_iptc_s_examples_are_read_or_said_to_hold_no_news() -> None:
    empty = ("no news item", "no text", "root element", "no item of ninjs")
    outcomes = {path: outcome(path) for path in SHARED.rglob("*") if path.suffix in {".xml", ".json"}}
    assert [
        path for path, found in outcomes.items() if isinstance(found, str) and not any(w in found for w in empty)
    ] == []
    assert sum(isinstance(found, Article) and found.wire is not None for found in outcomes.values()) >= 50


def outcome(path: Path) -> Article | str:
    try:
        return article_of(path.read_bytes())[0]
    except ReadingError as error:
        return str(error)
