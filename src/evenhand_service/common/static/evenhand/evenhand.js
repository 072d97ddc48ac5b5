// What pages can do better with a script. Each works without one.

const page = document.body.dataset;

// GOV.UK Frontend's components, with the words of the page's language.
import(page.frontend).then(({ initAll, ConfigError }) => {
  const words = JSON.parse(document.getElementById("eh-words").textContent);
  initAll({
    ...words,
    onError: (error) => { if (ConfigError && error instanceof ConfigError) throw error; },
  });
});

// A page that shows progress asks again for itself and puts in what changed; screen readers hear the new words.
async function askAgain(part) {
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });
    if (answer.redirected) { location.assign(answer.url); return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
    if (!fresh || fresh.dataset.refresh === undefined) { location.reload(); return; }
    if (fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
  } catch { /* no connection just now: ask again later */ }
  setTimeout(askAgain, Number(part.dataset.refresh) * 1000, part);
}
for (const part of document.querySelectorAll("[data-refresh]")) {
  setTimeout(askAgain, Number(part.dataset.refresh) * 1000, part);
}

// Five minutes before a session ends the page says so and offers to go on.
const dialog = document.getElementById("eh-time");
if (dialog && page.sessionSeconds) {
  const lasts = Number(page.sessionSeconds) * 1000;
  const warnBefore = Math.min(5 * 60 * 1000, lasts / 2);
  let warning = 0;
  const wait = () => { clearTimeout(warning); warning = setTimeout(() => dialog.showModal(), lasts - warnBefore); };
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    dialog.close();
    if (answer.ok) wait();
  });
  wait();
}

// A button of a form that is being sent is not pressed twice.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 3000);
  });
}
