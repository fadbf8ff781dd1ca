// Brings a passage of one paper and its twin in the other to the same height and lights both up.
(() => {
  const motion = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const light = (n) => {
    for (const mark of document.querySelectorAll("mark")) {
      mark.classList.toggle("on", mark.dataset.n.split(" ").includes(n));
    }
  };
  const scroll = (pane, anchor, offset, behavior) => {
    const top = pane.scrollTop + anchor.getBoundingClientRect().top - pane.getBoundingClientRect().top - offset;
    pane.scrollTo({ top, behavior });
  };
  const show = (n, from, behavior) => {
    light(n);
    document.querySelector("main").scrollIntoView({ block: "nearest", behavior });
    for (const letter of ["a", "b"]) {
      const pane = document.getElementById(letter);
      const anchor = document.getElementById(letter + n);
      if (!anchor || (from && from.pane === pane)) continue;
      scroll(pane, anchor, from ? from.offset : pane.clientHeight / 4, behavior);
    }
  };
  document.addEventListener("click", (event) => {
    const target = event.target.closest("mark, a[href^='#a'], a[href^='#b']");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const n = target.dataset.n ? target.dataset.n.split(" ")[0] : target.getAttribute("href").slice(2);
    const pane = target.closest(".paper");
    if (target.tagName === "MARK" && String(getSelection()) !== "") return;
    event.preventDefault();
    const anchor = pane && document.getElementById(pane.id + n);
    const offset = anchor && anchor.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    const seen = anchor && offset > 40 && offset < pane.clientHeight - 40;
    show(n, seen ? { pane, offset } : null, motion);
    const link = target.getAttribute("href") || "#" + (pane.id === "a" ? "b" : "a") + n;
    history.replaceState(null, "", link);
    const landing = document.getElementById(link.slice(1));
    if (target.tagName === "A" && landing) landing.focus({ preventScroll: true });
  });
  const list = document.querySelector("nav details");
  if (list && matchMedia("(max-width: 44rem)").matches) list.open = false;
  if (/^#[ab]\d+$/.test(location.hash)) show(location.hash.slice(2), null, "auto");
})();
