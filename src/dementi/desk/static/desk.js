// SPDX-License-Identifier: Apache-2.0
// What does a page do beyond being read? It tells what has come in, suggests names, obeys keys. Everything works without it.
"use strict";
(() => {
  const OFF = "dementi-keys-off";
  const find = (what, inside = document) => inside.querySelector(what);
  const made = (name, text) => { const element = document.createElement(name); element.textContent = text; return element; };

  // Dernières infos: one sentence when something has come in; nothing moves until it is asked for, and then nothing jumps.
  const fresh = find(".fresh[data-live]");
  let news = null;
  const listen = () => {
    news = new EventSource(fresh.dataset.live);
    news.onmessage = (event) => {
      const { words, show } = JSON.parse(event.data);
      fresh.classList.remove("off-list");
      find("a", fresh).textContent = show;
      find("p", fresh).textContent = words;
    };
  };
  const key = (item) => find("h3 a", item)?.getAttribute("href");
  const named = (href) => [...document.querySelectorAll(".wire > li")].find((item) => key(item) === href);
  const bringIn = (page) => {
    const section = find(".latest"), newer = page && find(".latest", page), told = newer && find(".fresh[data-live]", newer);
    if (!told) { location.reload(); return; }
    const inView = [...document.querySelectorAll(".wire > li")].find((item) => item.getBoundingClientRect().bottom > 0);
    const href = inView && key(inView), top = inView?.getBoundingClientRect().top;
    const focused = key(document.activeElement.closest(".wire > li") || document.body);
    for (const old of [...section.children]) { if (old !== fresh) { old.remove(); } }
    for (const child of [...newer.children]) {
      if (child === told) { section.append(fresh); } else { section.append(document.importNode(child, true)); }
    }
    fresh.classList.add("off-list");
    find("p", fresh).textContent = told.dataset.shown;
    fresh.dataset.live = told.dataset.live;
    news.close();
    listen();
    if (focused && named(focused)) { find("h3 a", named(focused)).focus({ preventScroll: true }); }
    if (href && named(href)) { window.scrollBy({ top: named(href).getBoundingClientRect().top - top, behavior: "instant" }); }
  };
  if (fresh && window.EventSource) {
    listen();
    window.addEventListener("pagehide", () => news.close());
    find("a", fresh).addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      const ask = new XMLHttpRequest();
      ask.open("GET", event.currentTarget.href);
      ask.responseType = "document";
      ask.onload = () => bringIn(ask.response);
      ask.onerror = () => location.reload();
      ask.send();
    });
  }

  // Rechercher: names as one types, as links below the field; without a script the browser offers some by itself.
  const field = find("#q[data-suggest]");
  if (field) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.hidden = true;
    field.removeAttribute("list");
    find("button", field.form).after(list);
    let wait = 0, last = 0;
    const close = () => { list.hidden = true; };
    const offer = async () => {
      const number = ++last;
      const typed = field.value;
      const answer = typed.trim().length < 2 ? null : await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`).catch(() => null);
      const { suggestions } = answer?.ok ? await answer.json() : { suggestions: [] };
      if (number !== last) { return; }
      list.replaceChildren(...suggestions.map(({ name, what, url }) => {
        const item = document.createElement("li"), link = document.createElement("a");
        link.href = url;
        link.append(`${name} `, made("span", what));
        item.append(link);
        return item;
      }));
      list.hidden = !suggestions.length;
    };
    field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(offer, 120); });
    field.form.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
      if (event.key === "Escape" && !list.hidden) { close(); field.focus(); event.preventDefault(); }
      if (list.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) { return; }
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      (links[Math.min(next, links.length - 1)] || field).focus();
    });
    field.form.addEventListener("focusout", (event) => { if (!field.form.contains(event.relatedTarget)) { close(); } });
  }

  // Keys: letters alone, which can be turned off (WCAG 2.1.4); a button opens their sheet for whoever hears the page.
  const help = find("#keys");
  const off = find("#keys-off");
  const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  if (off) {
    off.checked = isOff();
    off.addEventListener("change", () => { try { localStorage.setItem(OFF, off.checked ? "1" : "0"); } catch { /* not kept */ } });
  }
  const sheet = find("#show-keys");
  if (sheet && help) { sheet.hidden = false; sheet.addEventListener("click", () => help.showModal()); }
  const items = () => [...document.querySelectorAll(".wire > li, .found > li, .record > li, .pair")];
  const here = () => items().findIndex((item) => item.contains(document.activeElement));
  const go = (step) => {
    const all = items();
    const at = here();
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
    const link = next && find("h3 a, .open a, .meta a, a.n, a", next);
    if (link) { link.focus({ preventScroll: true }); next.scrollIntoView({ block: "nearest" }); }
  };
  const follow = (link) => { if (link) link.click(); };
  const keys = {
    "j": () => go(1),
    "k": () => go(-1),
    "o": () => { const at = here(); if (at >= 0) follow(find("h3 a, .open a, .meta a, a.n, a", items()[at])); },
    "v": () => follow(find(".source a[rel=noreferrer]")),
    "g": () => follow(find(".fresh:not(.off-list) a") || find(".name")),
    "/": () => { const field = find("#q"); if (field) { field.focus(); field.select(); } else follow(find("[data-room=search]")); },
    "?": () => { if (help) { if (help.open) help.close(); else help.showModal(); } },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    if (isOff() && event.key !== "?") return;
    event.preventDefault();
    keys[event.key]();
  });
})();
