// The NHS components that our pages use come alive here; every page works without this file. Only those: a phone loads
// it too (tests/listening/test_page_weight.py). Whoever first uses another one (Tabs, CharacterCount …) adds it.
import {
  createAll,
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  SkipLink,
} from "nhsuk-frontend";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
const components = [Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink];
for (const component of components) {
  createAll(component);
}
