import { commandsPage } from "./commands-page";
import { eventsPage } from "./events-page";
import { hooksPage } from "./hooks-page";
import { openapi } from "./openapi";
import { optionsPage } from "./options-page";
import { Sources } from "./program";
import { routesOf } from "./routes";
import { routesPage } from "./routes-page";
import { servicePage } from "./service-page";
import { workflowsPage } from "./workflows-page";

/** The generated files of the reference, by name; `tables.md` needs a database and has a spec of its own. */
export function referencePages(sources: Sources = new Sources()): Record<string, string> {
  const routes = routesOf(sources);
  return {
    "commands.md": commandsPage(),
    "events.md": eventsPage(sources),
    "hooks.md": hooksPage(sources),
    "options.md": optionsPage(sources),
    "routes.md": routesPage(sources, routes),
    "service.md": servicePage(sources),
    "workflows.md": workflowsPage(sources),
    "openapi.yaml": openapi(sources, routes),
  };
}
