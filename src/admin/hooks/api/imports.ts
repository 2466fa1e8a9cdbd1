import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type {
  AdminConfirmImport,
  AdminImport,
  AdminImportErrorsParams,
  AdminImportErrorsResponse,
  AdminImportListParams,
  AdminImportListResponse,
  AdminImportOptionsInput,
  AdminImportPreviewResponse,
  AdminImportResponse,
  AdminImportStartedResponse,
} from "../../../types/http/imports";
import { downloadRoute } from "../../lib/download";
import { isImportWorking, POLL_MILLISECONDS } from "../../lib/polling";
import { importKeys, NOTIFICATION_KEY } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";
import { type UploadOptions, uploadForm } from "../../lib/upload";

const URL = "/admin/customers/imports";

/** A page of imports, read again while one of them works. */
export function useImports(query: AdminImportListParams) {
  const { data, ...rest } = useQuery({
    queryKey: importKeys.list(query),
    queryFn: () => sdk.client.fetch<AdminImportListResponse>(URL, { query }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.imports.some((one) => isImportWorking(one.state)) ? POLL_MILLISECONDS : false,
  });
  return { ...data, ...rest };
}

/** One import, read again while it works. When it is done, what it changed is read again as well. */
export function useImport(id: string) {
  const client = useQueryClient();
  const { data, ...rest } = useQuery({
    queryKey: importKeys.detail(id),
    queryFn: () => sdk.client.fetch<AdminImportResponse>(`${URL}/${id}`),
    staleTime: 0,
    refetchInterval: ({ state }) => (isImportWorking(state.data?.import.state) ? POLL_MILLISECONDS : false),
  });
  const state = data?.import.state;
  const last = useRef(state);
  useEffect(() => {
    if (last.current !== state && isImportWorking(last.current) && !isImportWorking(state)) {
      void refreshAfterImport(client, id);
    }
    last.current = state;
  }, [client, id, state]);
  return { ...data, ...rest };
}

/** What is known of an import, for parts of a page beside the one that polls it. */
export function useKnownImport(id: string) {
  const { data } = useQuery({
    queryKey: importKeys.detail(id),
    queryFn: () => sdk.client.fetch<AdminImportResponse>(`${URL}/${id}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.import;
}

/** The first rows of its file. Read once: a file never changes. */
export function useImportPreview(id: string, isEnabled: boolean) {
  return useQuery({
    queryKey: importKeys.part(id, "preview"),
    queryFn: () => sdk.client.fetch<AdminImportPreviewResponse>(`${URL}/${id}/preview`),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    enabled: isEnabled,
  });
}

export function useImportErrors(id: string, query: AdminImportErrorsParams) {
  const { data, ...rest } = useQuery({
    queryKey: importKeys.part(id, "errors", query),
    queryFn: () => sdk.client.fetch<AdminImportErrorsResponse>(`${URL}/${id}/errors`, { query }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return { ...data, ...rest };
}

export const downloadImportErrors = (id: string) =>
  downloadRoute(`${URL}/${id}/errors?format=csv`, `import-errors-${id}.csv`);

type StartImport = UploadOptions & { file: File; options: AdminImportOptionsInput };

/** Begins an import of a file. */
export function useStartImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, options, ...upload }: StartImport) =>
      uploadForm<AdminImportStartedResponse>(URL, formOf(file, options), upload),
    onSuccess: (answer) => keepStarted(client, answer),
  });
}

/** The options first: the server reads the form as it comes in. */
function formOf(file: File, { mapping, constants, ...options }: AdminImportOptionsInput): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) {
      form.append(name, String(value));
    }
  }
  for (const [name, value] of Object.entries({ mapping, constants })) {
    if (value) {
      form.append(name, JSON.stringify(value));
    }
  }
  form.append("file", file, file.name);
  return form;
}

/** Begins another import of the file of an earlier one; the earlier one ends, if it has stored nothing. */
export function useRestartImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ earlier, options }: { earlier: AdminImport; options: AdminImportOptionsInput }) => {
      const answer = await sdk.client.fetch<AdminImportStartedResponse>(URL, {
        method: "POST",
        body: { ...options, file_id: earlier.file_id },
      });
      if (["uploaded", "validating", "ready"].includes(earlier.state)) {
        // It may have ended by itself meanwhile: then there is nothing to end.
        await sdk.client.fetch(`${URL}/${earlier.id}/cancel`, { method: "POST" }).catch(() => undefined);
      }
      return answer;
    },
    onSuccess: (answer, { earlier }) => {
      void client.invalidateQueries({ queryKey: importKeys.detail(earlier.id) });
      return keepStarted(client, answer);
    },
  });
}

function keepStarted(client: QueryClient, answer: AdminImportStartedResponse): Promise<void> {
  client.setQueryData<AdminImportResponse>(importKeys.detail(answer.import.id), { import: answer.import });
  return client.invalidateQueries({ queryKey: importKeys.lists() });
}

export function useConfirmImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AdminConfirmImport) =>
      sdk.client.fetch<AdminImportResponse>(`${URL}/${id}/confirm`, { method: "POST", body }),
    onSuccess: (answer) => keepImport(client, answer),
  });
}

export function useCancelImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => sdk.client.fetch<AdminImportResponse>(`${URL}/${id}/cancel`, { method: "POST" }),
    onSuccess: (answer) => keepImport(client, answer),
  });
}

function keepImport(client: QueryClient, answer: AdminImportResponse): Promise<void> {
  client.setQueryData(importKeys.detail(answer.import.id), answer);
  return refreshAfterImport(client, answer.import.id);
}

/** Customers and groups are the dashboard's own lists; its feed has a notification of the end. */
async function refreshAfterImport(client: QueryClient, id: string): Promise<void> {
  const keys = [importKeys.lists(), importKeys.part(id, "errors"), NOTIFICATION_KEY];
  const changed = [["customers"], ["customer_groups"]];
  await Promise.all([...keys, ...changed].map((queryKey) => client.invalidateQueries({ queryKey })));
}
