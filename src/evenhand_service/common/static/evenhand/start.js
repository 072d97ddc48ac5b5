// Before anything is drawn: say that scripts run, so that components which need them are drawn as they will be.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
