import type { CreateNotificationDTO } from "@medusajs/framework/types";
import { transform, type WorkflowData, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep, sendNotificationsStep } from "@medusajs/medusa/core-flows";

/** An event, and what the dashboard's feed shows: title, description, and a file to download. */
export type Announcement = {
  /** None while the work has not ended. */
  event?: { eventName: string; data: object };
  notification: { title: string; description: string; file?: object };
};

/**
 * Adds the steps that announce what a background step did: an event, and a notification in the dashboard's feed.
 *
 * A store without a provider for the feed gets no notification; the workflow continues. Call it while a workflow is composed.
 *
 * @param feature for the names of the conditions. `announce`: makes the announcement of an outcome that is not null.
 */
export function announceOutcome<Outcome extends object>(
  feature: "export" | "import",
  outcome: WorkflowData<Outcome | null>,
  announce: (outcome: Outcome) => Announcement,
): void {
  const made = transform({ outcome }, (data): Partial<Announcement> => {
    // as: in a transform the value of a step is the step's own type.
    const value = data.outcome as Outcome | null;
    return value === null ? {} : announce(value);
  });
  when(`${feature}-has-ended`, { made }, (data) => data.made.event !== undefined).then(() => {
    emitEventStep(transform({ made }, (data) => data.made.event ?? { eventName: "", data: {} }));
  });
  when(`${feature}-is-announced`, { made }, (data) => data.made.notification !== undefined).then(() => {
    sendNotificationsStep(transform({ made }, (data) => [notificationOf(data.made.notification)])).config({
      continueOnPermanentFailure: true,
    });
  });
}

/** As core's product import and export have it. */
function notificationOf(data: Announcement["notification"] | undefined): CreateNotificationDTO {
  return { to: "", channel: "feed", template: "admin-ui", data };
}
