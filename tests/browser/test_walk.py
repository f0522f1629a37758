# SPDX-License-Identifier: Apache-2.0
"""The walk of a newcomer: paste a dispatch with its date, read it, see who denies what, find it again."""

import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

#: A dispatch of ours, as somebody would paste it: an invented country.
DUMP = """Rechercher
Rechercher

Dernières Infos

Valmarie : Aubemont annonce un pont commun avec Orsanne, Tersane dément

L'armée valmarienne a annoncé mardi avoir jeté un pont sur la Sorve avec l'aide du génie orsannais.

Le ministère orsannais de la Défense a démenti ces affirmations. "Nos sapeurs ne participent à aucun chantier sur la \
Sorve", a-t-il déclaré dans un communiqué.

La Sorve sépare les deux pays depuis 1911.
"""


@pytest.fixture(scope="module")
def text(shared):
    return shared("data/dispatch-2017-01-23.txt").read_text("utf-8")


@pytest.fixture
def page(browser):
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    asked = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.asked = asked
    yield opened
    context.close()


def paste(page, desk, text, published="", outlet=""):
    page.goto(f"{desk.url}/ajouter")
    page.get_by_label("Publié le").fill(published)
    page.get_by_label("Média").fill(outlet)
    page.get_by_label("Texte de la dépêche").fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="Ajouter ce texte").click()
        page.wait_for_load_state()


def shown_text(page):
    """The dispatch as shown, without the numbers of the statements."""
    return page.evaluate(
        """() => {
            const copy = document.querySelector("article").cloneNode(true);
            copy.querySelectorAll(".call").forEach(call => call.remove());
            return [copy.querySelector("h1"), ...copy.querySelectorAll(".passage > p:not(.aside)")]
                .map(block => block.textContent).join("\\n\\n");
        }"""
    )


@pytest.mark.shared
class TestTheFirstDispatch:
    """The dispatch that it all began with, pasted with its date."""

    def test_it_is_a_clean_article_within_two_seconds(self, page, empty_desk, text):
        page.goto(f"{empty_desk.url}/ajouter")
        page.get_by_label("Publié le").fill("2017-01-23")
        page.get_by_label("Texte de la dépêche").fill(text)
        started = time.monotonic()
        page.get_by_role("button", name="Ajouter ce texte").click()
        page.wait_for_load_state()
        page.wait_for_url("**/depeches/**")
        taken = time.monotonic() - started
        heading = page.get_by_role("heading", level=1)
        assert heading.inner_text().startswith("Syrie : Moscou annonce des frappes coordonnées avec Washington")
        assert page.get_by_text("lundi 23 janvier 2017").count() >= 1
        assert "Rechercher\n" not in shown_text(page)
        # Two seconds are promised on a machine that does nothing else; here tests run beside.
        assert taken < 6

    def test_it_stands_under_the_latest_news_without_an_hour(self, page, empty_desk):
        page.goto(empty_desk.url)
        day = page.get_by_role("heading", level=2, name="Lundi 23 janvier 2017")
        assert day.count() == 1
        item = page.locator(".wire > li").first
        assert item.locator("h3").inner_text().startswith("Syrie : Moscou annonce")
        assert item.locator("> time").count() == 0
        assert item.locator(".no-hour").inner_text() == "heure inconnue"
        assert item.get_by_text("Relevé automatiquement").count() == 1
        assert int(item.locator(".tally b").first.inner_text()) >= 5

    def test_the_denial_stands_beside_what_it_denies(self, page, empty_desk):
        page.goto(empty_desk.url)
        page.locator(".wire h3 a").first.click()
        page.wait_for_load_state()
        denied = page.locator(".reply .mark-met", has_text="Démenti par")
        assert denied.count() >= 1
        quotes = page.locator(".reply .one", has_text="Démenti par").locator("q").all_inner_texts()
        assert any("ne coordonne pas" in quote for quote in quotes) or any("démenti" in quote for quote in quotes)

    def test_nothing_is_disputed_that_nobody_denies(self, page, empty_desk):
        page.goto(empty_desk.url)
        page.locator(".wire h3 a").first.click()
        page.wait_for_load_state()
        for pair in page.locator(".pair").all():
            words = page.locator(f"#m{pair.get_attribute('id')[1:]}").inner_text()
            if "turc" in words or "22 cibles" in words or "pourparlers" in words:
                assert pair.locator(".mark-met", has_text="Démenti par").count() == 0

    @pytest.mark.parametrize("query", ["demente", "etats-unis", "l'armée", '"Al-Bab"', "Su-24M"])
    def test_it_is_found(self, page, empty_desk, query):
        page.goto(empty_desk.url)
        page.get_by_role("searchbox", name="Rechercher").fill(query)
        page.get_by_role("button", name="Rechercher").click()
        page.wait_for_load_state()
        hit = page.locator(".found .hit").first
        assert hit.inner_text()
        page.locator(".found .open a").first.click()
        page.wait_for_load_state()
        assert page.get_by_role("heading", level=1).inner_text().startswith("Syrie : Moscou annonce")
        assert page.locator("article .hit").count() >= 1


class TestPasting:
    def test_the_words_are_shown_as_stored(self, page, desk):
        paste(page, desk, DUMP, published="2026-03-10T18:05+01:00", outlet="Le Quai de Marvelle")
        assert page.get_by_text("La dépêche est au dossier.").count() == 1
        body = shown_text(page)
        assert body.startswith("Valmarie : Aubemont annonce un pont commun avec Orsanne, Tersane dément\n\nL'armée")
        assert '"Nos sapeurs ne participent à aucun chantier sur la Sorve", a-t-il déclaré' in body
        assert "Dernières Infos" not in body
        assert page.locator(".pair").count() >= 2

    def test_twice_the_same_changes_nothing(self, page, desk):
        paste(page, desk, DUMP, published="2026-03-10T18:05+01:00", outlet="Le Quai de Marvelle")
        first = page.url.split("?")[0]
        paste(page, desk, DUMP, published="2026-03-10T18:05+01:00", outlet="Le Quai de Marvelle")
        assert page.url.split("?")[0] == first
        assert page.get_by_text("était déjà au dossier").count() == 1

    def test_nothing_typed_is_said_in_one_sentence(self, page, desk):
        paste(page, desk, "   ")
        assert page.get_by_role("alert").inner_text() == "Il n’y a pas de texte à ajouter."

    def test_a_date_that_is_none_is_said_and_what_was_typed_is_kept(self, page, desk):
        paste(page, desk, DUMP, published="lundi dernier", outlet="Le Quai")
        assert page.get_by_role("alert").count() == 1
        assert page.get_by_label("Texte de la dépêche").input_value() == DUMP
        assert page.get_by_label("Publié le").input_value() == "lundi dernier"
        assert page.get_by_label("Média").input_value() == "Le Quai"

    def test_what_is_hostile_is_shown_as_letters(self, page, desk):
        hostile = "<img src=x onerror=alert(1)>"
        text = f'Un titre <script>alert(1)</script> sur la Sorve\n\nLe maire a déclaré que "{hostile}".'
        dialogs = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
        paste(page, desk, text, outlet="<b>Quai</b>")
        assert page.locator("article script, article img").count() == 0
        assert hostile in shown_text(page)
        assert page.locator(".source").get_by_text("<b>Quai</b>").count() == 1
        assert dialogs == []

    def test_a_dispatch_in_another_language_is_kept_without_statements(self, page, desk):
        text = (
            "Bridge on the Sorve opens to traffic\n\nThe mayor of Marvelle said on Monday that the bridge would open to "
            "traffic in the spring, and that the people of both banks had waited long enough for it. He thanked the "
            "engineers who had worked through the winter."
        )
        paste(page, desk, text, published="2026-03-10")
        assert page.get_by_text("Dépêche en anglais").count() == 1
        assert page.locator(".pair").count() == 0
        assert page.locator(".plain-sheet").get_by_text("The mayor of Marvelle said").count() == 1


class TestAFile:
    def test_a_page_is_read(self, page, desk, tmp_path):
        path = tmp_path / "quai.html"
        path.write_text(
            "<!DOCTYPE html><html lang=fr><head><title>Le bac de Sorvin rouvre</title></head><body><nav>Menu</nav>"
            "<article><h1>Le bac de Sorvin rouvre</h1><p>Le bac de Sorvin rouvre jeudi, a annoncé la capitainerie de "
            "Marvelle dans un communiqué.</p><p>Il était à quai depuis les crues de l'automne, qui avaient emporté ses "
            "deux pontons.</p></article></body></html>",
            "utf-8",
        )
        page.goto(f"{desk.url}/ajouter")
        page.locator("#file").set_input_files(path)
        page.get_by_role("button", name="Ajouter ce fichier").click()
        page.wait_for_load_state()
        assert page.get_by_role("heading", level=1).inner_text().startswith("Le bac de Sorvin rouvre")
        assert page.get_by_text("Date de publication inconnue").count() == 1

    def test_no_file_is_said(self, page, desk):
        page.goto(f"{desk.url}/ajouter")
        page.get_by_role("button", name="Ajouter ce fichier").click()
        page.wait_for_load_state()
        assert page.get_by_role("alert").inner_text() == "Aucun fichier n’a été choisi."

    def test_a_file_of_noise_is_said_in_one_sentence(self, page, desk, tmp_path):
        path = tmp_path / "noise.bin"
        path.write_bytes(bytes(range(256)) * 400)
        page.goto(f"{desk.url}/ajouter")
        page.locator("#file").set_input_files(path)
        page.get_by_role("button", name="Ajouter ce fichier").click()
        page.wait_for_load_state()
        # The reading of noise may take a while on a busy machine.
        expect(page.get_by_role("alert").or_(page.locator("p.trouble")).first).to_be_visible(timeout=30_000)


def test_an_address_that_is_none_is_said(page, desk):
    page.goto(f"{desk.url}/ajouter")
    page.get_by_label("Adresse de la page").fill("file:///etc/passwd")
    page.get_by_role("button", name="Chercher et ajouter").click()
    page.wait_for_load_state()
    assert page.get_by_role("alert").inner_text() == "Une adresse commence par http:// ou https://."
    assert page.get_by_label("Adresse de la page").input_value() == "file:///etc/passwd"


def test_an_address_of_this_machine_is_refused(page, desk):
    page.goto(f"{desk.url}/ajouter")
    page.get_by_label("Adresse de la page").fill(f"{desk.url}/")
    page.get_by_role("button", name="Chercher et ajouter").click()
    page.wait_for_load_state()
    assert page.get_by_role("alert").count() == 1


def test_the_language_is_switched_and_stays(page, desk):
    page.goto(f"{desk.url}/personnes")
    assert page.locator("html").get_attribute("lang") == "fr"
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    assert page.url == f"{desk.url}/personnes"
    assert page.get_by_role("heading", level=1).inner_text() == "People"
    page.goto(desk.url)
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="Français").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "fr"


def test_french_comes_first_whatever_the_browser_prefers(browser, desk):
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(desk.url)
    assert page.locator("html").get_attribute("lang") == "fr"
    context.close()


def test_a_speaker_s_page_opens_at_the_passage(page, desk):
    page.goto(f"{desk.url}/personnes")
    page.locator(".people tbody a").first.click()
    page.wait_for_load_state()
    name = page.get_by_role("heading", level=1).inner_text()
    assert page.locator(".record > li").count() >= 1
    page.get_by_role("link", name="Ouvrir au passage").first.click()
    page.wait_for_load_state()
    number = page.url.rpartition("#m")[2]
    assert page.locator(f"#m{number}").count() == 1
    assert name.lower() in page.locator(f"#d{number} .who b").inner_text().lower()


def test_the_list_is_filtered_by_kind(page, desk):
    page.goto(desk.url)
    all_count = int(page.locator(".facets li", has_text="Toutes les dépêches").locator("span").nth(1).inner_text())
    choice = page.locator(".facets li", has_text="Avec un démenti")
    wanted = int(choice.locator("span").nth(1).inner_text())
    assert 0 < wanted < all_count
    choice.locator("a").click()
    page.wait_for_load_state()
    # Copies are folded under the earliest of them, and counted.
    assert page.locator(".wire > li, .copies li").count() == min(wanted, 40)


def test_the_list_is_narrowed_to_an_outlet_and_widened_again(page, desk):
    page.goto(desk.url)
    all_here = page.locator(".wire > li").count()
    choice = page.locator(".facets li", has_text="Radio-Ostre")
    wanted = int(choice.locator("span").nth(1).inner_text())
    assert 0 < wanted < all_here
    choice.locator("a").click()
    page.wait_for_load_state()
    assert page.locator(".wire > li").count() == wanted
    assert set(page.locator(".wire .outlet b").all_inner_texts()) == {"Radio-Ostre"}
    page.locator(".chips a").click()
    page.wait_for_load_state()
    assert page.locator(".wire > li").count() == all_here


def test_what_was_found_is_refined_by_who_speaks(page, desk):
    page.goto(f"{desk.url}/rechercher?q=d%C3%A9menti")
    choice = page.locator(".facets li", has_text="Hélène Vasarny")
    wanted = int(choice.locator("span").nth(1).inner_text())
    choice.locator("a").click()
    page.wait_for_load_state()
    assert page.locator(".found > li").count() == wanted
    assert all(title.startswith("Hélène Vasarny") for title in page.locator(".found .by b").all_inner_texts())
    assert page.locator("#q").input_value() == "démenti"


def test_the_people_who_say_it_are_a_tab_and_lead_to_their_pages(page, desk):
    page.goto(f"{desk.url}/rechercher?q=d%C3%A9menti")
    page.locator(".tabs a", has_text="Personnes").click()
    page.wait_for_load_state()
    count = int(page.locator(".tabs [aria-current]").inner_text().rpartition(" ")[2])
    assert page.locator(".found > li").count() == count > 1
    name = page.locator(".found a").first.inner_text()
    page.locator(".found a").first.click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", level=1).inner_text().lower() == name.lower()


def test_the_most_relevant_first_is_one_click_away(page, desk):
    page.goto(f"{desk.url}/rechercher?q=barrage&quoi=depeches")
    newest = page.locator(".found .by b").all_inner_texts()
    page.get_by_role("link", name="Les plus pertinentes d’abord").click()
    page.wait_for_load_state()
    relevant = page.locator(".found .by b").all_inner_texts()
    assert sorted(relevant) == sorted(newest)
    assert "barrage" in relevant[0].lower()


def test_every_link_and_anchor_of_an_article_leads_somewhere(page, desk):
    page.goto(f"{desk.url}/?nature=dementi")
    page.locator(".wire h3 a").first.click()
    page.wait_for_load_state()
    missing = page.evaluate(
        """() => [...document.querySelectorAll('main a[href^="#"]')].map(a => a.getAttribute("href").slice(1))
            .filter(id => !document.getElementById(id))"""
    )
    assert missing == []
    twice = page.evaluate(
        """() => { const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
            return ids.filter((id, at) => ids.indexOf(id) !== at); }"""
    )
    assert twice == []


def test_nothing_is_asked_of_anybody_else_and_the_first_page_is_light(page, desk):
    sizes = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(desk.url)
    page.wait_for_load_state("networkidle")
    assert all(url.startswith((desk.url, "data:")) for url in page.asked)
    assert sum(sizes) < 100_000
    assert page.locator("script").count() == 1


@pytest.mark.parametrize(
    ("path", "status"), [("/nulle-part", 404), ("/depeches/inconnue", 404), ("/personnes/x-x", 404)]
)
def test_an_error_page_is_set_as_the_rest(page, desk, path, status):
    answer = page.goto(desk.url + path)
    assert answer.status == status
    assert page.get_by_role("heading", level=1).inner_text() == "Cette page n’existe pas"
    assert page.get_by_role("navigation", name="Rubriques").count() == 1


def test_a_form_without_its_token_changes_nothing(page, desk):
    answer = page.request.post(f"{desk.url}/exemples/retirer", fail_on_status_code=False)
    assert answer.status == 403
    assert "Rien" in answer.text() or "rien" in answer.text()
    page.goto(desk.url)
    assert page.locator(".wire > li").count() >= 1


def test_nothing_is_changed_by_get(page, desk):
    for path in ("/exemples/retirer", "/langue"):
        assert page.request.get(desk.url + path, fail_on_status_code=False).status == 405


class TestTheKeyboard:
    def test_the_first_stop_skips_to_the_content(self, page, desk):
        page.goto(desk.url)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "contenu"


def test_the_examples_go_with_one_click(page, desk):
    # The last of this module on that desk: nothing invented is left afterwards.
    page.goto(desk.url)
    assert page.locator(".sample").count() == 1
    page.get_by_role("button", name="Retirer les exemples").click()
    page.wait_for_load_state()
    assert page.get_by_text("Les exemples ont été retirés.").count() == 1
    assert page.locator(".sample").count() == 0
