import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type {
  AdminCreateExport,
  AdminExportListParams,
  AdminExportListResponse,
  AdminExportResponse,
} from "../../../types/http/exports";
import { saveFrom } from "../../lib/download";
import { isExportWorking, POLL_MILLISECONDS } from "../../lib/polling";
import { exportKeys, NOTIFICATION_KEY } from "../../lib/query-keys";
import { sdk } from "../../lib/sdk";

const URL = "/admin/customers/exports";

/** A page of exports, read again while one of them is written. */
export function useExports(query: AdminExportListParams) {
  const client = useQueryClient();
  const { data, ...rest } = useQuery({
    queryKey: exportKeys.list(query),
    queryFn: () => sdk.client.fetch<AdminExportListResponse>(URL, { query }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.exports.some((one) => isExportWorking(one.state)) ? POLL_MILLISECONDS : false,
  });
  const isWorking = data?.exports.some((one) => isExportWorking(one.state)) ?? false;
  const wasWorking = useRef(false);
  useEffect(() => {
    if (wasWorking.current && !isWorking) {
      void client.invalidateQueries({ queryKey: NOTIFICATION_KEY });
    }
    wasWorking.current = isWorking;
  }, [client, isWorking]);
  return { ...data, ...rest };
}

export function useCreateExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AdminCreateExport) => sdk.client.fetch<AdminExportResponse>(URL, { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: exportKeys.lists() }),
  });
}

/** Asks for the link to the file, which is made for the moment, and follows it. Returns false when there is no file any more. */
export function useDownloadExport() {
  return useMutation({
    mutationFn: async (id: string) => {
      const answer = await sdk.client.fetch<AdminExportResponse>(`${URL}/${id}`);
      const { download_url, format } = answer.export;
      if (!download_url) {
        return false;
      }
      saveFrom(download_url, `customers-${id}.${format}`);
      return true;
    },
  });
}
