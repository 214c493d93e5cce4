"use strict";
(() => {
const CHUNK = 8;             // cards drawn and dropped together
const TALL = 190;            // pixels that a card is taken to need before it was drawn
const AHEAD = "1500px";      // how far from the window cards are drawn
const at = (id) => document.getElementById(id);
const setup = JSON.parse(at("setup").textContent);
const cards = JSON.parse(at("first").textContent);
const feed = at("feed"), search = at("search");
const chosen = { state: new Set(), kind: new Set(), article: new Set() };
const buttons = { state: new Map(), kind: new Map(), article: new Map() };
const faces = setup.faces.map((face) => {
  const sheet = new CSSStyleSheet();
  // A card is as high as its text here, not as a window; math and sounds, which Anki sets and plays, are shown as written.
  sheet.replaceSync(face.style.replaceAll(":root", ":host") + `
    .card { min-height: 0 !important; box-sizing: border-box; }
    .card img { max-width: 100%; height: auto; }
    .tex { font: .88em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    pre { overflow-x: auto; }
    ::highlight(found) { background: var(--found); }
    @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }`);
  return { ...face, sheet };
});
let printing = false, list = [], chunks = [], words = [], current = -1, all = false, texts = [];
const everything = at("count").textContent;
const turned = new Set();     // cards that are not as `all` says

// The note type's templates, as Anki fills them; what a field holds is never read as a template.
function filled(template, values, number) {
  const section = /\{\{([#^])([^{}]+)\}\}([^]*?)\{\{\/\2\}\}/g;
  let before;
  do {
    before = template;
    template = template.replace(section, (_, mark, name, inner) => (mark === "#") === Boolean(values[name]) ? inner : "");
  } while (template !== before);
  return template.replace(/\{\{(?:([a-z-]+):)*([^{}]+)\}\}/g, (_, filter, name) => {
    const value = values[name.trim()] ?? "";
    return filter === "cloze" ? clozed(value, number) : value;
  });
}

// A text with its clozes: hidden where `number` is that of the cloze and positive, shown where it is negative.
function clozed(html, number) {
  const cloze = /\{\{c(\d+)::((?:(?!\{\{c\d+::|\}\})[^])*?)(?:::((?:(?!\{\{c\d+::|\}\}|::)[^])*))?\}\}/g;
  let before;
  do {
    before = html;
    html = html.replace(cloze, (_, n, hidden, hint) => {
      if (Number(n) !== Math.abs(number)) return hidden;
      return `<span class="cloze">${number > 0 ? `[${hint || "..."}]` : hidden}</span>`;
    });
  } while (html !== before);
  return html;
}

function side(card, back) {
  const face = faces[card.face];
  const values = Object.fromEntries(face.fields.map((name, k) => [name, card.fields[k]]));
  const template = back ? face.back.replaceAll("{{FrontSide}}", () => face.front) : face.front;
  return (card.clozes.length ? card.clozes : [0]).map((n) => filled(template, values, back ? -n : n)).join("<br>");
}

const isBack = (k) => all !== turned.has(k);
const night = () => document.documentElement.classList.contains("night");
function paper(frame) {
  for (const element of [frame, frame.firstChild]) for (const name of ["nightMode", "night_mode"]) element.classList.toggle(name, night());
}

function plain(html) {
  const text = html.includes("<") ? html.replace(/<[^>]*>/g, " ") : html;
  return text.includes("&") ? text.replace(/&(lt|gt|quot|amp|#x?[0-9a-f]+);/gi, (_, name) =>
    ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name.toLowerCase()]
    ?? String.fromCodePoint(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10))) : text;
}

function drawn(k, position) {
  const card = cards[k], element = document.importNode(at("item").content.firstElementChild, true);
  const part = (name) => element.querySelector(`.${name}`);
  element.dataset.card = k;
  element.classList.add(card.state);
  element.setAttribute("aria-posinset", position + 1);
  element.setAttribute("aria-setsize", list.length);
  element.setAttribute("aria-label", `${card.state} ${card.kind}: ${plain(card.fields[0]).trim()}`);
  part("state").textContent = card.state;
  part("state").classList.add(card.state);
  part("kind").textContent = card.kind;
  part("why").textContent = card.why;
  part("why").classList.add(card.state);
  part("place").textContent = `${setup.articles[card.article].file}:${card.line}`;
  part("place").href = `#${encodeURIComponent(card.guid)}`;
  part("rule").textContent = `${card.rule}, score ${card.score}`;
  for (const [mark, piece] of card.diff.length ? card.diff : [[" ", card.bullet]]) {
    const tag = { "-": "del", "+": "ins", " ": "span" }[mark];
    part("bullet").append(Object.assign(document.createElement(tag), { textContent: piece }));
  }
  const root = part("face").attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [faces[card.face].sheet];
  root.innerHTML = '<div><div class="card card1"><div id="qa"></div></div></div>';
  paper(root.firstChild);
  turn(element, k);
  if (k === current) { element.classList.add("current"); element.tabIndex = 0; }
  if (current < 0 && !position) element.tabIndex = 0;
  return element;
}

function turn(element, k, back = isBack(k)) {
  const qa = element.querySelector(".face").shadowRoot.getElementById("qa");
  qa.innerHTML = side(cards[k], back);
  for (const image of qa.querySelectorAll("img")) {
    const picture = setup.pictures[image.getAttribute("src")];
    if (picture) image.src = picture; else image.replaceWith(Object.assign(document.createElement("i"), { textContent: image.alt }));
  }
  element.classList.toggle("back", back);
  const button = element.querySelector(".flip");
  button.textContent = back ? "Hide answer" : "Show answer";
  button.setAttribute("aria-expanded", back);
}

function heading(article) {
  const group = document.createElement("div");
  group.className = "group";
  group.append(Object.assign(document.createElement("h2"), { textContent: article.title, dir: "auto" }));
  group.append(Object.assign(document.createElement("p"), { textContent: article.file }));
  return group;
}

// Chunks of the list; each is an empty box of about its height until it comes near the window.
const watch = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) (isIntersecting ? fill : drop)(target);
  mark();
}, { rootMargin: `${AHEAD} 0px` });

function fill(chunk) {
  if (chunk.childElementCount) return;
  const from = Number(chunk.dataset.from), parts = [];
  for (let p = from; p < Math.min(from + CHUNK, list.length); p++) {
    const article = cards[list[p]].article;
    if (!p || cards[list[p - 1]].article !== article) parts.push(heading(setup.articles[article]));
    parts.push(drawn(list[p], p));
  }
  chunk.append(...parts);
  chunk.style.minHeight = "";
}

function drop(chunk) {
  if (!chunk.childElementCount || printing || chunk.contains(document.activeElement)) return;
  chunk.style.minHeight = `${chunk.offsetHeight}px`;
  chunk.replaceChildren();
}

function lay() {
  watch.disconnect();
  chunks = [];
  for (let from = 0; from < list.length; from += CHUNK) {
    const chunk = document.createElement("div");
    chunk.className = "chunk";
    chunk.dataset.from = from;
    chunk.style.minHeight = `${TALL * Math.min(CHUNK, list.length - from)}px`;
    chunks.push(chunk);
  }
  if (chunks.length) fill(chunks[0]);
  feed.replaceChildren(...chunks);
  chunks.forEach((chunk) => watch.observe(chunk));
  mark();
}

// What is looked for, marked without touching the cards (where the browser can).
function mark() {
  if (!window.CSS?.highlights) return;
  CSS.highlights.delete("found");
  if (!words.length) return;
  const ranges = [];
  for (const element of feed.querySelectorAll(".item")) {
    for (const root of [element.querySelector(".face").shadowRoot.getElementById("qa"), element.querySelector(".bullet")]) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) for (const word of words) {
        const text = walker.currentNode.data.toLowerCase();
        for (let from = text.indexOf(word); from >= 0 && from + word.length <= walker.currentNode.length; from = text.indexOf(word, from + word.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, from);
          range.setEnd(walker.currentNode, from + word.length);
          ranges.push(range);
        }
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

// Letters without case and accents, so that cafe finds Café.
function folded(text) {
  const lower = text.toLowerCase();
  return /[^\x00-\x7f]/.test(lower) ? lower.normalize("NFKD").replace(/\p{Mn}/gu, "") : lower;
}
const searched = (k) => texts[k] ??= folded([
  ...cards[k].fields.map(plain), cards[k].bullet, cards[k].guid, setup.articles[cards[k].article].title,
  `${setup.articles[cards[k].article].file}:${cards[k].line}`].join("\n"));

function choose() {
  const asked = folded(search.value).split(/\s+/).filter(Boolean), keys = Object.keys(chosen);
  const counts = { state: new Map(), kind: new Map(), article: new Map() };
  list = [];
  words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (let k = 0; k < cards.length; k++) {
    if (asked.length) { const text = searched(k); if (!asked.every((word) => text.includes(word))) continue; }
    const off = keys.filter((key) => chosen[key].size && !chosen[key].has(String(cards[k][key])));
    if (!off.length) list.push(k);
    for (const key of keys) if (!off.length || (off.length === 1 && off[0] === key)) {
      const value = String(cards[k][key]);
      counts[key].set(value, (counts[key].get(value) ?? 0) + 1);
    }
  }
  for (const key of keys) for (const [value, button] of buttons[key]) {
    const count = counts[key].get(value) ?? 0, shown = button.querySelector("b");
    if (shown.textContent !== String(count)) shown.textContent = count;
    button.classList.toggle("zero", !count);
    button.hidden = key === "article" && !count && !chosen.article.has(value);
    button.setAttribute("aria-pressed", chosen[key].has(value));
  }
  const narrow = asked.length > 0 || keys.some((key) => chosen[key].size);
  const total = `${list.length.toLocaleString("en")} of ${cards.length.toLocaleString("en")}`;
  at("count").textContent = narrow ? total : everything;
  at("clear").hidden = !narrow;
  at("none").hidden = list.length > 0 || !cards.length;
  if (!list.includes(current)) current = -1;
  lay();
}

function clear() {
  search.value = "";
  for (const values of Object.values(chosen)) values.clear();
  choose();
}

function elementOf(k) {
  const position = list.indexOf(k);
  if (position < 0) return null;
  const chunk = chunks[Math.floor(position / CHUNK)];
  fill(chunk);
  return chunk.querySelector(`[data-card="${k}"]`);
}

let told;
function select(k) {
  const element = elementOf(k);
  if (!element) return;
  for (const other of feed.querySelectorAll(".item.current, .item[tabindex='0']")) { other.classList.remove("current"); other.tabIndex = -1; }
  current = k;
  element.classList.add("current");
  element.tabIndex = 0;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
  clearTimeout(told);     // browsers refuse many in a second
  told = setTimeout(() => history.replaceState(null, "", `#${encodeURIComponent(cards[k].guid)}`), 200);
}

function flip(k) {
  const element = elementOf(k);
  if (!element) return;
  turned.has(k) ? turned.delete(k) : turned.add(k);
  turn(element, k);
  mark();
  if (isBack(k)) at("said").textContent = plain(side(cards[k], true).slice(side(cards[k], false).length)).replace(/\s+/g, " ");
}

function flipAll() {
  all = !all;
  turned.clear();
  at("flip-all").setAttribute("aria-pressed", all);
  for (const element of feed.querySelectorAll(".item")) turn(element, Number(element.dataset.card));
  mark();
  if (current >= 0) elementOf(current)?.scrollIntoView({ block: "nearest" });
}

function move(step) {
  if (!list.length) return;
  const position = list.indexOf(current);
  select(list[Math.max(0, Math.min(list.length - 1, position < 0 ? 0 : position + step))]);
}

function setNight(on) {
  document.documentElement.classList.toggle("night", on);
  at("night").setAttribute("aria-checked", on);
  for (const face of feed.querySelectorAll(".face")) paper(face.shadowRoot.firstChild);
}
const dark = matchMedia("(prefers-color-scheme: dark)");
const kept = (value) => { try { if (value) localStorage.setItem("deckwright-night", value); return localStorage.getItem("deckwright-night"); } catch { return null; } };
function switchNight() { setNight(!night()); kept(night() ? "on" : "off"); }
dark.addEventListener("change", () => kept() ?? setNight(dark.matches));

function drafts() {
  const only = chosen.state.size === 1 && chosen.state.has("draft");
  chosen.state.clear();
  if (!only) chosen.state.add("draft");
  choose();
  scrollTo(0, 0);
}

function fromAddress() {
  let guid = "";
  try { guid = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const k = cards.findIndex((card) => card.guid === guid);
  if (k < 0) return;
  if (!list.includes(k)) clear();
  select(k);
  requestAnimationFrame(() => elementOf(k)?.scrollIntoView({ block: "center" }));
}

for (const group of document.querySelectorAll(".filter")) {
  const key = group.dataset.key;
  for (const button of group.querySelectorAll("button")) buttons[key].set(button.dataset.value, button);
  group.addEventListener("click", (event) => {
    const value = event.target.closest("button")?.dataset.value;
    if (value === undefined) return;
    chosen[key].has(value) ? chosen[key].delete(value) : chosen[key].add(value);
    choose();
    scrollTo(0, 0);
  });
}
search.addEventListener("input", () => { choose(); scrollTo(0, 0); });
at("clear").addEventListener("click", clear);
at("again").addEventListener("click", () => { clear(); search.focus(); });
at("flip-all").addEventListener("click", flipAll);
at("night").addEventListener("click", switchNight);
at("keys").addEventListener("click", () => at("help").showModal());
at("more").addEventListener("click", () => at("more").setAttribute("aria-expanded", at("filters").classList.toggle("open")));
feed.addEventListener("click", (event) => {
  const path = event.composedPath(), element = path.find((node) => node.classList?.contains("item"));
  if (!element || path.some((node) => node.localName === "a") || String(getSelection())) return;
  if (!path.some((node) => node.classList?.contains("face") || node.classList?.contains("flip"))) return;
  const k = Number(element.dataset.card);
  select(k);
  flip(k);
});

const keys = {
  j: () => move(1), ArrowDown: () => move(1), ArrowRight: () => move(1),
  k: () => move(-1), ArrowUp: () => move(-1), ArrowLeft: () => move(-1),
  " ": () => current < 0 ? move(0) : flip(current), Enter: () => current < 0 ? move(0) : flip(current),
  "/": () => { search.focus(); search.select(); },
  f: flipAll, d: drafts, n: switchNight, "?": () => at("help").showModal(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.composedPath()[0], presses = event.key === " " || event.key === "Enter";
  if (at("help").open) { if (event.key === "?") { event.preventDefault(); at("help").close(); } return; }
  if (target === search) {
    if (event.key === "Escape") { search.value = ""; choose(); search.blur(); }
    else if (event.key === "Enter" && list.length) select(list[0]);
    else return;
    event.preventDefault();
    return;
  }
  if (!Object.hasOwn(keys, event.key) || (presses && target.closest?.("button, a"))) return;
  if (target.classList?.contains("item") && presses) current = Number(target.dataset.card);
  event.preventDefault();
  keys[event.key]();
});

function print(on) {
  printing = on;
  if (on) chunks.forEach(fill);
  for (const element of feed.querySelectorAll(".item")) turn(element, Number(element.dataset.card), on || undefined);
}
addEventListener("beforeprint", () => print(true));
addEventListener("afterprint", () => print(false));
addEventListener("hashchange", fromAddress);

setNight(kept() ? kept() === "on" : dark.matches);
list = cards.map((_, k) => k);
lay();
// The other cards come when the first can be seen; then the words to search in, a little at a time, so that nobody waits.
const painted = () => requestAnimationFrame(() => setTimeout(() => {
  for (const card of JSON.parse(at("rest").textContent)) cards.push(card);
  choose();
  fromAddress();
  const index = (from) => {
    for (let k = from; k < Math.min(from + 400, cards.length); k++) searched(k);
    if (from < cards.length) setTimeout(index, 0, from + 400);
    else document.documentElement.dataset.ready = "";
  };
  setTimeout(index, 0, 0);
}));
addEventListener("DOMContentLoaded", painted);
})();
