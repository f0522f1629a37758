// SPDX-License-Identifier: Apache-2.0
// What does a page do beyond being read? It tells what has come in, and obeys keys. Everything works without it.
"use strict";
(() => {
  const OFF = "dementi-keys-off";
  const find = (what, inside = document) => inside.querySelector(what);

  // Dernières infos: one sentence when something has come in; nothing moves until it is asked for.
  const fresh = find(".fresh[data-live]");
  if (fresh && window.EventSource) {
    const news = new EventSource(fresh.dataset.live);
    news.onmessage = (event) => {
      const { words, show } = JSON.parse(event.data);
      fresh.classList.remove("off-list");
      find("a", fresh).textContent = show;
      find("p", fresh).textContent = words;
    };
    window.addEventListener("pagehide", () => news.close());
  }

  // Keys: letters alone, which can be turned off (WCAG 2.1.4).
  const help = find("#keys");
  const off = find("#keys-off");
  const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  if (off) {
    off.checked = isOff();
    off.addEventListener("change", () => { try { localStorage.setItem(OFF, off.checked ? "1" : "0"); } catch { /* not kept */ } });
  }
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
