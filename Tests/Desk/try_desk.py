"""Tries the desk as people use it, in headless Chromium, on a ledger made from our own samples.

    try_desk.py BINARY

Each check is a sentence; the last line counts them. Pictures are left in .build-desk/screens."""
import json, os, pathlib, shutil, subprocess, sys, tempfile, time, urllib.error, urllib.parse, urllib.request
import axe_playwright_python
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
SCREENS = ROOT / ".build-desk/screens"
PORT = 18642
BASE = f"http://127.0.0.1:{PORT}"
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
passed, failed = 0, []


def check(sentence, holds, detail=""):
    global passed
    if holds:
        passed += 1
    else:
        failed.append(sentence)
        print(f"FAILED: {sentence} {detail}", flush=True)


def browser(narrow=False, dark=False, script=True):
    options = webdriver.ChromeOptions()
    for flag in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                 "--disable-background-networking", "--no-first-run", "--force-prefers-reduced-motion"]:
        options.add_argument(flag)
    if dark:
        options.add_argument("--blink-settings=preferredColorScheme=0")
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    width = 320 if narrow else 1280
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
    if dark:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                               {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    return driver


def picture(driver, name):
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "format": "png"})
    import base64
    (SCREENS / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def quiet(driver, where, expected=()):
    """No console error, and no request to another host, since the last look."""
    errors = [e["message"] for e in driver.get_log("browser")
              if e["level"] == "SEVERE" and not any(word in e["message"] for word in expected)]
    check(f"{where}: the console has no error", not errors, errors[:2])
    hosts = set()
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = urllib.parse.urlparse(message["params"]["request"]["url"])
            if url.scheme in ("http", "https", "ws", "wss"):
                hosts.add(url.netloc)
    check(f"{where}: no request leaves for another host", hosts <= {f"127.0.0.1:{PORT}"}, hosts)


def accessible(driver, where):
    driver.execute_script(AXE)
    found = driver.execute_async_script(
        "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}).then(r => done(r.violations));")
    told = [(v["id"], len(v["nodes"]), v["nodes"][0]["html"][:160], v["nodes"][0].get("failureSummary", "")[:200]) for v in found]
    check(f"{where}: axe finds no violation", not found, told)


def fits(driver, where):
    wide = driver.execute_script("return document.documentElement.scrollWidth")
    check(f"{where}: nothing is wider than a screen of 320 px", wide <= 320, wide)


def fetch(path, headers={}, method="GET", data=None):
    request = urllib.request.Request(BASE + path, headers=headers, method=method, data=data)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def wait(driver, condition, seconds=60):
    return WebDriverWait(driver, seconds, poll_frequency=0.1).until(condition)


def serve(binary, ledger):
    log = open(SCREENS.parent / "serve.log", "w")
    server = subprocess.Popen([binary, "serve", "--ledger", ledger, "--port", str(PORT), "--who", "tester"], cwd=ROOT,
                              stderr=log, stdout=log)
    for _ in range(300):
        text = (SCREENS.parent / "serve.log").read_text()
        if "token=" in text:
            return server, text.split("token=")[1].split()[0]
        if server.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit("the desk did not start: " + (SCREENS.parent / "serve.log").read_text())


def gather(binary, folder):
    """A ledger from our own reports, from hostile ones, and from the model report where it is there."""
    ledger = os.path.join(folder, "desk.db")
    hostile = (HERE / "hostile.jsonl").read_text().replace("WORD10000", "x" * 10000)
    pathlib.Path(folder, "hostile.jsonl").write_text(hostile)
    files = [str(HERE / "reports.jsonl"), str(ROOT / "Samples"), os.path.join(folder, "hostile.jsonl")]
    model = ROOT.parent / "shared/gold/dev/seed_docs.json"
    if model.exists():
        files.append(str(model))
    subprocess.run([binary, "add", *files, "--ledger", ledger, "--received", "2022-12-31"], cwd=ROOT, check=True,
                   stderr=subprocess.DEVNULL)
    return ledger, model.exists()


def pages(ledger, binary, model):
    event = json.loads(subprocess.run([binary, "events", "--ledger", ledger, "--format", "jsonl", "--limit", "1"], cwd=ROOT,
                                      capture_output=True, check=True).stdout)["event"]
    found = {
        "overview": "/", "dyad": "/dyad/RUS/JPN" if model else "/dyad/NOR/RUS", "dyad-own": "/dyad/NOR/RUS?acts=all",
        "dyad-empty": "/dyad/SWE/FIN", "event": f"/event/{event}", "measures": "/measures",
        "measures-day": "/measures?by=NOR&on=RUS&day=2022-10-25", "measures-none": "/measures?by=SWE",
        "actor": "/actor/RUS", "actor-name": "/actor?name=Norway", "report": "/report/fjord-2", "reports": "/reports",
        "search": "/search?q=expelled", "search-none": "/search?q=walrus", "review": "/review", "quality": "/quality",
        "about": "/about", "add": "/add", "error": "/event/nothing",
        "hostile": "/report/" + urllib.parse.quote("hostile <b>&\"'/../x.js", safe="").replace(".", "%2E"),
    }
    if model:
        found["report-model"] = "/report/kurils"
    return found


def everywhere(found):
    """Each page, wide and light, then narrow, dark, on paper, without scripts."""
    driver = browser()
    for name, path in found.items():
        driver.get(BASE + path)
        check(f"{name}: has one heading and says what it is for",
              len(driver.find_elements(By.TAG_NAME, "h1")) == 1 and driver.find_element(By.CSS_SELECTOR, ".purpose").text)
        picture(driver, name)
        quiet(driver, name, expected=("404",) if name == "error" else ())
        accessible(driver, name)
        if name != "error":
            bare, _, query = path.partition("?")
            bare = "/overview" if bare == "/" else bare
            for form in ("json", "csv"):
                status, headers, body = fetch(f"{bare}.{form}" + ("?" + query if query else ""))
                check(f"{name}: is {form} at the same address", status == 200 and form in headers["content-type"])
            json.loads(fetch(f"{bare}.json" + ("?" + query if query else ""))[2])
            size = len(fetch(path)[2])
            check(f"{name}: weighs 300 kB at most", size <= 300_000, size)
    hostile_shown(driver, found)
    document()
    paper(driver, found)
    driver.quit()
    for kind, settings in [("narrow", {"narrow": True}), ("dark", {"dark": True}), ("bare", {"script": False})]:
        driver = browser(**settings)
        for name, path in found.items():
            driver.get(BASE + path)
            if kind == "narrow":
                fits(driver, name)
            if kind == "dark":
                accessible(driver, f"{name}, dark")
            if kind == "bare":
                check(f"{name}: can be read without scripts", len(driver.find_element(By.TAG_NAME, "main").text) > 80)
            if kind != "bare" and name in ("overview", "dyad", "dyad-own", "event", "measures", "report", "review", "add"):
                picture(driver, f"{name}-{kind}")
        driver.quit()


def document():
    """The OpenAPI document is true: every address that it names answers as it says, and a wrong day is refused."""
    told = json.loads(fetch("/openapi.json")[2])
    parts = {"first": "NOR", "second": "RUS", "code": "RUS"}
    for path, methods in told["paths"].items():
        if "get" not in methods:
            check(f"{path}: who does not show the token may not write", fetch(path, method="POST", data=b"")[0] == 403)
            continue
        kind = "report" if path.startswith("/report/") else "event"
        value = {"report": "fjord-1", "event": event_of("fjord-1")}[kind]
        target = path
        for name in [p["name"] for p in methods["get"]["parameters"] if p["in"] == "path"]:
            target = target.replace("{" + name + "}", parts.get(name, value))
        check(f"{path}: every open part is told", "{" not in target, target)
        status, headers, _ = fetch(target)
        kinds = list(methods["get"]["responses"]["200"]["content"])
        check(f"{path}: answers as the document says", status == 200 and headers["content-type"].split(";")[0] in kinds, status)
        for one in methods["get"]["parameters"]:
            if one["in"] == "query" and "day" in one["description"].lower() and one["name"] != "acts":
                status = fetch(f"{target}?{one['name']}=someday&name=Norway")[0]
                check(f"{path}: a wrong {one['name']} is refused in words", status == 400, status)


def event_of(report):
    return json.loads(fetch(f"/report/{report}.json")[2])["claims"][0]["id"]


def hostile_shown(driver, found):
    driver.get(BASE + found["hostile"])
    check("a hostile report runs nothing", driver.title != "taken" and not driver.find_elements(By.CSS_SELECTOR, "main script, main iframe, main img, main svg[onload]"))
    words = driver.find_element(By.TAG_NAME, "main").text
    check("a hostile report is legible", "<script>document.title" in words and "[U+202E]gnorw" in words and "\u2407" in words)
    check("a hostile address is no link", not driver.find_elements(By.CSS_SELECTOR, "a[href^='javascript']"))
    third = driver.find_element(By.ID, "s3")
    check("a word of 10,000 letters hides no other sentence", third.location["y"] < 900, third.location)
    check("a word of 10,000 letters keeps the page's width", driver.execute_script("return document.documentElement.scrollWidth <= innerWidth"))


def paper(driver, found):
    for name in ("dyad", "report", "event"):
        driver.get(BASE + found[name])
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        picture(driver, f"{name}-print")
        check(f"{name}: on paper the ways to other pages are left out",
              driver.execute_script("return getComputedStyle(document.querySelector('.top nav')).display") == "none")
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def newcomer(driver):
    """From the overview to the words behind one arc in four clicks at most."""
    driver.get(BASE + "/")
    driver.find_element(By.CSS_SELECTOR, ".matrix td a[href='/dyad/RUS/NOR']").click()
    wait(driver, lambda d: "/dyad/" in d.current_url)
    arc = wait(driver, lambda d: d.find_element(By.CSS_SELECTOR, "svg.dyad a.arc"))
    check("an arc tells what it is", "Answer, stated" in arc.get_attribute("aria-label"), arc.get_attribute("aria-label"))
    driver.execute_script("arguments[0].querySelector('.reach').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))", arc)
    wait(driver, lambda d: "/event/" in d.current_url)
    told = driver.find_element(By.ID, "answers").text
    check("two clicks lead from the overview to the words behind an arc",
          "stated" in told.lower() and driver.find_elements(By.CSS_SELECTOR, "blockquote mark"), told)


def controls(driver):
    driver.get(BASE + "/")
    for name, value in (("first", "Norway"), ("second", "RUS")):
        driver.find_element(By.NAME, name).send_keys(value)
    driver.find_element(By.CSS_SELECTOR, ".controls button").click()
    wait(driver, lambda d: d.current_url.endswith("/dyad/NOR/RUS"))
    all_marks = len(driver.find_elements(By.CSS_SELECTOR, ".dyad .mark"))
    check("a pair can be asked for by name or code", all_marks > 2)
    driver.find_element(By.NAME, "acts").click()
    wait(driver, lambda d: "acts=all" in d.current_url)
    wait(driver, lambda d: len(d.find_elements(By.CSS_SELECTOR, ".dyad .mark")) >= all_marks)
    check("planned and possible acts can be shown, and the address keeps it", "acts=all" in driver.current_url)
    driver.execute_script("const f = document.querySelector('[name=as-of]'); f.value = '2022-10-10'; f.dispatchEvent(new Event('change', {bubbles: true}))")
    wait(driver, lambda d: "as-of=2022-10-10" in d.current_url)
    wait(driver, lambda d: "10 October 2022" in d.find_element(By.CSS_SELECTOR, ".state").text)
    check("as of a day nothing later is drawn", "lifted" not in driver.find_element(By.CSS_SELECTOR, ".dyad").text)
    driver.back()
    wait(driver, lambda d: "as-of" not in d.current_url)
    driver.get(BASE + "/dyad/NOR/RUS?as-known=2022-12-30")
    check("as known on the day before nothing was known", "No events between NOR and RUS" in driver.find_element(By.CSS_SELECTOR, ".empty").text)
    driver.get(BASE + "/dyad/NOR/RUS")
    mark = driver.find_element(By.CSS_SELECTOR, ".dyad .mark")
    driver.execute_script("arguments[0].focus()", mark)
    mark.send_keys(Keys.ARROW_RIGHT)
    second = driver.execute_script("return document.activeElement.dataset.event")
    check("arrow keys lead from mark to mark", second and second != mark.get_attribute("data-event"))
    driver.get(BASE + "/search")
    field = driver.find_element(By.NAME, "q")
    field.send_keys("consulate Murmansk" + Keys.ENTER)
    wait(driver, lambda d: "q=consul" in d.current_url)
    check("search finds a sentence by its words", wait(driver, lambda d: d.find_elements(By.CSS_SELECTOR, ".found li")))
    quiet(driver, "controls")


def rights(driver, token):
    driver.get(BASE + "/review")
    driver.find_element(By.CSS_SELECTOR, "button.accept").click()
    wait(driver, lambda d: "Only who shows the token may write" in d.page_source)
    check("without the token nothing is written", True)
    status, _, _ = fetch("/judge", {"Origin": "https://example.org", "Content-Type": "application/x-www-form-urlencoded",
                                    "Cookie": f"demarche={token}"}, "POST", b"kind=accept&claim=x")
    check("another site cannot write", status == 403, status)
    status, _, _ = fetch("/", {"Host": "example.org"})
    check("another name for this machine is refused", status == 421, status)
    driver.get(f"{BASE}/review?token={token}")
    wait(driver, lambda d: "You may write" in d.page_source and "token" not in d.current_url)
    driver.get_log("browser")


def review(driver):
    """By keyboard alone."""
    driver.get(BASE + "/review")
    def first():
        return driver.find_element(By.CSS_SELECTOR, "#queue .item").get_attribute("data-claim")
    def press(key):
        driver.switch_to.active_element.send_keys(key)
    wait(driver, lambda d: d.find_elements(By.CSS_SELECTOR, ".item.here"))
    claim = first()
    press("a")
    wait(driver, lambda d: "1 judgement so far: 1 accept" in d.page_source)
    check("A accepts the claim, and the next one comes", first() != claim)
    claim = first()
    press("j"); press("k")
    check("J and K move", driver.find_element(By.CSS_SELECTOR, ".item.here").get_attribute("data-claim") == claim)
    press("f")
    fields = driver.switch_to.active_element
    check("F leads to the fields", fields.get_attribute("name") == "field")
    fields.send_keys("modality")
    fields.send_keys(Keys.TAB)
    driver.switch_to.active_element.send_keys("alleged" + Keys.TAB)
    driver.switch_to.active_element.send_keys("tried by keyboard" + Keys.ENTER)
    wait(driver, lambda d: "1 fix" in d.page_source)
    check("a correction is written by keyboard", first() != claim)
    claim = first()
    driver.find_element(By.CSS_SELECTOR, "#queue .item [name=because]").send_keys("a pun")
    driver.find_element(By.CSS_SELECTOR, "#queue .item [name=because]").send_keys(Keys.ESCAPE)
    press("r")
    wait(driver, lambda d: "1 reject" in d.page_source)
    check("R rejects with the reason given", first() != claim)
    quiet(driver, "review")


def adding(driver, folder):
    driver.get(BASE + "/add")
    driver.find_element(By.NAME, "text").send_keys("Finland expelled two Russian diplomats on 5 May 2023.\n\nRussia expelled a Finnish consul in response.")
    driver.find_element(By.NAME, "id").send_keys("lake-1")
    driver.execute_script("document.querySelector('[name=date]').value = '2023-05-06'")
    driver.find_element(By.CSS_SELECTOR, ".add button").click()
    wait(driver, lambda d: "/add/" in d.current_url)
    picture(driver, "adding")
    wait(driver, lambda d: "1 report added" in d.page_source, 90)
    accessible(driver, "what was added")
    driver.find_element(By.LINK_TEXT, "lake-1").click()
    wait(driver, lambda d: d.find_elements(By.CSS_SELECTOR, ".report .act"))
    check("a pasted report is coded and shown", "FIN → RUS" in driver.find_element(By.CSS_SELECTOR, ".report").text)
    driver.get(BASE + "/add")
    driver.find_element(By.NAME, "file").send_keys(str(HERE / "reports.jsonl"))
    driver.find_element(By.CSS_SELECTOR, ".add button").click()
    wait(driver, lambda d: "4 reports known already" in d.page_source, 90)
    check("a file that was added before changes nothing", True)
    many = pathlib.Path(folder, "many.jsonl")
    many.write_text("".join(json.dumps({
        "id": f"many-{n}", "date": "2023-02-01",
        "text": "\n\n".join(f"Latvia expelled {n + 2} Belarusian diplomats in {year}. Belarus summoned the Latvian envoy."
                            for year in range(2018, 2023))}) + "\n" for n in range(40)))
    driver.get(BASE + "/add")
    driver.find_element(By.NAME, "file").send_keys(str(many))
    driver.find_element(By.CSS_SELECTOR, ".add button").click()
    told = set()
    for _ in range(2400):
        words = driver.execute_script("const p = document.getElementById('progress-words'); return p ? p.textContent : ''")
        told.add(words)
        if "40 reports added" in words:
            break
        time.sleep(0.1)
    steps = [words for words in told if " of 40 coded" in words]
    check("a file of 40 reports is coded", "40 reports added." in told, told)
    check("the page tells while it works how many are done", len(steps) >= 3, told)
    quiet(driver, "adding")


def site(binary, ledger, folder):
    out = os.path.join(folder, "site")
    subprocess.run([binary, "site", out, "--ledger", ledger], cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    driver = browser()
    driver.get(f"file://{out}/index.html")
    wait(driver, lambda d: d.current_url.endswith("overview.html"))
    driver.find_element(By.CSS_SELECTOR, ".matrix td a").click()
    wait(driver, lambda d: "/dyad/" in d.current_url)
    check("the site opens without a server", driver.find_elements(By.CSS_SELECTOR, "svg.dyad .mark"))
    check("the site has no form that needs a server", not any(f.is_displayed() for f in driver.find_elements(By.TAG_NAME, "form")))
    picture(driver, "site-dyad")
    driver.quit()


def main():
    binary = sys.argv[1]
    begin = time.time()
    shutil.rmtree(SCREENS, ignore_errors=True)
    SCREENS.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger, model = gather(binary, folder)
        server, token = serve(binary, ledger)
        try:
            everywhere(pages(ledger, binary, model))
            driver = browser()
            newcomer(driver)
            controls(driver)
            rights(driver, token)
            review(driver)
            adding(driver, folder)
            driver.quit()
            site(binary, ledger, folder)
        finally:
            server.terminate()
            server.wait(20)
    print(f"desk, {time.time() - begin:.0f} s; pictures in {SCREENS.relative_to(ROOT)}")
    print(f"{passed} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


main()
