// The text and its source point at each other: what has the same data-key lights up together, and a click
// brings the other side into view. Keys: / to search, j and k to the next and the one before, Enter to open it.
"use strict";

const twins = (key) => document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`);

function light(key) {
  document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
  if (key) twins(key).forEach((element) => element.classList.add("lit"));
}

function show(element) {
  const key = element.dataset.key;
  light(key);
  for (const twin of twins(key)) {
    if (twin !== element && !twin.closest("details:not([open])")) twin.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
}

document.addEventListener("mouseover", (event) => light(event.target.closest("[data-key]")?.dataset.key));
document.addEventListener("click", (event) => {
  const element = event.target.closest("[data-key]");
  if (element && !event.target.closest("a, summary, button, input")) show(element);
});

document.addEventListener("change", (event) => {
  const name = event.target.dataset.all;
  if (name) document.querySelectorAll(`input[name="${name}"]`).forEach((box) => { box.checked = event.target.checked; });
});

const steps = () => [...document.querySelectorAll(".block[data-key], .hit")];
let at = -1;

function step(by) {
  const all = steps();
  if (!all.length) return;
  at = Math.min(Math.max(at + by, 0), all.length - 1);
  all.forEach((element, index) => element.classList.toggle("current", index === at));
  all[at].scrollIntoView({ block: "nearest" });
  if (all[at].dataset.key) show(all[at]);
  else all[at].querySelector("h2 a")?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const search = document.querySelector("input[type=search]");
  if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
});
