import type { CustomerDTO, FilterableCustomerProps, FindConfig } from "@medusajs/framework/types";
import type CustomerModuleService from "../../../src/modules/customer/service";

type Names = (string | null)[];

/** What words find: first names, in order. Listing and counting must agree. */
export function searcher(service: CustomerModuleService) {
  async function found(
    q: string,
    filters: FilterableCustomerProps = {},
    config: FindConfig<CustomerDTO> = {},
  ): Promise<Names> {
    const [customers, count] = await service.listAndCountCustomers(
      { ...filters, q },
      { order: { first_name: "ASC" }, ...config },
    );
    const names = customers.map((customer) => customer.first_name);
    const listed = await service.listCustomers({ ...filters, q }, { order: { first_name: "ASC" }, ...config });
    expect(listed.map((customer) => customer.first_name)).toEqual(names);
    expect(count).toBe(names.length);
    return names;
  }

  async function foundEach(words: string[]): Promise<Record<string, Names>> {
    const answers: Record<string, Names> = {};
    for (const q of words) {
      answers[q] = await found(q);
    }
    return answers;
  }

  return { found, foundEach };
}
