"""Every entity answers at the path of its IRI; the form works without any network."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Request
from pyoxigraph import RdfFormat, parse
from rdf.town import town
from rdflib import Graph

from kg.rdf import Bases, write
from kg.rdf.query import run

from .conftest import Site, serving


def iri(graph_file: Path, name: str) -> str:
    ((term,),) = run(f'SELECT DISTINCT ?x {{ ?x rdfs:label "{name}"@zh }}', graph_file).rows
    assert term is not None
    return term.value


def path(graph_file: Path, name: str) -> str:
    return iri(graph_file, name).removeprefix("https://kg.example.org")


def test_an_entity_is_a_page_with_its_facts_quotes_and_links(site: Site, graph_file: Path) -> None:
    at = path(graph_file, "星河集团")
    answer = site.send("GET", at, Accept="text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/html")
    page = answer.text
    assert "<h1>星河集团</h1>" in page and "星河电源" in page
    assert f'<a href="{path(graph_file, "星海储能项目")}">星海储能项目</a>' in page
    assert "「星河集团investsIn星海储能项目」" in page and "北岭区谋划储能" in page
    assert "否认 denied" in page, "what the text denies is marked"
    links = set(re.findall(r'href="(/id/[^".]+)"', page))
    assert len(links) > 5 and all(site.send("GET", link).status == 200 for link in links)


@pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld"])
def test_the_same_as_data(site: Site, graph_file: Path, ending: str) -> None:
    at, node = path(graph_file, "星河集团"), iri(graph_file, "星河集团")
    form = RdfFormat.from_extension(ending)
    assert form is not None
    answer = site.send("GET", at, Accept=form.media_type)
    assert answer.body == site.send("GET", f"{at}.{ending}", Accept="text/html").body
    told = {(quad.subject, quad.predicate, quad.object) for quad in parse(answer.body, format=form)}
    everything = {(quad.subject, quad.predicate, quad.object) for quad in parse(path=str(graph_file))}
    assert told <= everything
    about = {t for t in everything if node in (t[0].value, getattr(t[2], "value", ""))}
    assert about <= told


def test_pages_of_articles_show_their_text(site: Site, graph_file: Path) -> None:
    page = site.send("GET", path(graph_file, "北岭区谋划储能"), Accept="text/html").text
    assert 'class="text"' in page and "星河集团investsIn星海储能项目" in page


def test_unknown_entities_and_formats(site: Site, graph_file: Path) -> None:
    at = path(graph_file, "星河集团")
    assert site.send("GET", "/id/company-000000000000").status == 404
    assert site.send("GET", "/id/%E9%87%91").status == 404
    assert site.send("GET", f"{at}.doc").status == 404
    assert site.send("GET", at, Accept="image/png").status == 406
    assert site.send("GET", f"/entity?iri={quote('https://elsewhere.example/x')}").status == 404
    assert site.send("GET", f"/entity?iri={quote('https://kg.example.org/id/x> ?p ?o } #')}").status == 404


def test_text_of_articles_is_not_markup(tmp_path: Path) -> None:
    graph = tmp_path / "evil.nt"
    node, kg, label = (
        "<https://kg.example.org/id/x-1>",
        "https://kg.example.org/ontology#",
        "http://www.w3.org/2000/01/rdf-schema#label",
    )
    graph.write_text(
        f'{node} <{label}> "<script>alert(1)</script>"@zh .\n{node} <{kg}text> "<img src=x onerror=alert(1)>"@zh .\n'
    )
    with serving(graph, workers=1) as site:
        answer = site.send("GET", "/id/x-1", Accept="text/html")
        assert "<script" not in answer.text and "<img" not in answer.text
        assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("base", ["https://press.example/things/", "https://press.example/things#"])
def test_other_bases(tmp_path: Path, base: str) -> None:
    bases = Bases("https://press.example/words#", base)
    write(town(), tmp_path / "graph.ttl", bases=bases)
    with serving(tmp_path / "graph.ttl", workers=1, bases=bases) as site:
        (found,) = site.ask('SELECT DISTINCT ?x { ?x rdfs:label "星河集团"@zh }').text.split()[1:]
        at = (
            found.removeprefix("https://press.example")
            if base.endswith("/")
            else f"/entity?iri={quote(found, safe='')}"
        )
        page = site.send("GET", at, Accept="text/html").text
        assert "<h1>星河集团</h1>" in page
        link = re.search(r'href="([^"]+)">星海储能项目', page)
        assert link and "<h1>星海储能项目</h1>" in site.send("GET", link[1], Accept="text/html").text


def test_the_vocabulary_answers_too(site: Site) -> None:
    assert "kg:Company" in site.send("GET", "/ontology", Accept="text/html").text
    assert len(Graph().parse(data=site.send("GET", "/ontology", Accept="text/turtle").body, format="turtle")) > 500


def test_the_form_asks_and_shows_without_any_other_request(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    wrong: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(site.server.url)
    page.select_option("#question", "targets")
    page.fill("#parameter-place", "北岭")
    page.click("#run")
    page.wait_for_selector("#result table")
    assert page.inner_text("#status").startswith("1 行")
    assert "900家" in page.inner_text("#result")
    page.fill("#query", "SELECT ?x { ?x a kg:Company }")
    page.press("#query", "Control+Enter")
    page.wait_for_selector("#result td a")
    assert "/id/" in (page.get_attribute("#result td a", "href") or "")
    page.fill("#query", "SELECT ?x { ?x rdfs:label }")
    page.click("#run")
    page.wait_for_selector("#result .error")
    assert "column 27" in page.inner_text("#result .error")
    page.goto(f"{site.endpoint}?query={quote('CONSTRUCT WHERE { ?s a kg:Company }')}")
    page.wait_for_selector("#result pre")
    assert "cut off" not in page.inner_text("#status") and page.is_visible("#graphs")
    assert all(url.startswith(site.server.url) for url in asked)
    assert [text for text in wrong if "400" not in text] == []
    page.close()


def test_questions_of_the_form_are_those_of_the_package(site: Site) -> None:
    listed = json.loads(site.send("GET", "/questions.json").body)
    assert len(listed) >= 25 and {"targets", "conflicts"} <= {one["name"] for one in listed}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_and_ends_cleanly(graph_file: Path, tmp_path: Path, number: signal.Signals) -> None:
    words = [
        sys.executable,
        "-c",
        "from kg.cli import main; main()",
        "serve",
        str(graph_file),
        "--port",
        "0",
        "--workers",
        "2",
    ]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, encoding="utf-8")
    assert server.stdout is not None
    said = server.stdout.readline()
    found = re.search(r"^(\d+) triples at (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)$", said)
    assert found and int(found[1]) > 100
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    assert children and list(tmp_path.iterdir())
    server.send_signal(number)
    _, problems = server.communicate(timeout=10)
    assert server.returncode == 0 and "Traceback" not in problems
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def test_problems_at_the_start_are_told(graph_file: Path, tmp_path: Path, site: Site) -> None:
    from click.testing import CliRunner

    from kg.cli import kg

    port = str(site.server.server_address[1])
    (tmp_path / "broken.ttl").write_text("<a:a> .")
    for words, said in (
        ([str(tmp_path / "none.ttl"), "--port", "0"], "none.ttl: No such file"),
        ([str(tmp_path / "broken.ttl"), "--port", "0"], "broken.ttl: Parser error at line 1"),
        ([str(graph_file), "--port", port], f"cannot serve at 127.0.0.1 port {port}: Address already in use"),
        ([str(graph_file), "--host", "no.such.host.invalid"], "cannot serve at no.such.host.invalid"),
    ):
        result = CliRunner().invoke(kg, ["serve", *words])
        assert result.exit_code == 2 and said in result.stderr
