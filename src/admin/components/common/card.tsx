import type { ComponentProps } from "react";
import { Section } from "./section";

/** A section as a card on one of the dashboard's own pages. Screen readers find it by its title. */
export const Card = (props: ComponentProps<typeof Section>) => (
  <section aria-label={props.title}>
    <Section {...props} />
  </section>
);
