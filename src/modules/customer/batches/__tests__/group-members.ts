import type { EventLog } from "../../../../../integration-tests/helpers/modules/event-log";
import type CustomerModuleService from "../../service";

/** Makes and reads members of groups. */
export function groupMembers(service: CustomerModuleService, bus: EventLog) {
  const times = <Row>(count: number, make: (n: number) => Row) => Array.from({ length: count }, (_, n) => make(n));

  /** `count` customers, of whom the even ones are called Even; a group that the first ten are in. */
  async function people(count: number) {
    const customers = await service.createCustomers(
      times(count, (n) => ({ first_name: n % 2 ? "Odd" : "Even", last_name: `${n}` })),
    );
    const ids = customers.map(({ id }) => id);
    const group = await service.createCustomerGroups({ name: `Group of ${count}` });
    await service.addCustomerToGroup(
      ids.slice(0, 10).map((customer_id) => ({ customer_id, customer_group_id: group.id })),
    );
    bus.takeCounts();
    return { ids, groupId: group.id };
  }

  const membersOf = async (groupId: string): Promise<string[]> => {
    const rows = await service.listCustomerGroupCustomers({ customer_group_id: groupId }, { select: ["customer_id"] });
    return rows.map(({ customer_id }) => customer_id).sort();
  };

  return { people, membersOf };
}
