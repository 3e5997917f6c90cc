import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import en from "antd/locale/en_GB";
import zh from "antd/locale/zh_CN";
import { lazy, useState, type ReactNode } from "react";
import { createHashRouter, Navigate, RouterProvider } from "react-router";
import { Problem } from "./api/client";
import { LanguageProvider, useLanguage } from "./language/language";
import { SessionProvider } from "./session/session";
import { AppearanceProvider, useAppearance } from "./shell/appearance";
import { Shell } from "./shell/Shell";
import { annalsTheme } from "./theme";

const CustomersPage = lazy(() => import("./customers/CustomersPage"));
const CustomerPage = lazy(() => import("./customers/CustomerPage"));
const SegmentsPage = lazy(() => import("./segments/SegmentsPage"));
const ViewsPage = lazy(() => import("./views/ViewsPage"));
const SourcesPage = lazy(() => import("./sources/SourcesPage"));
const RequestsPage = lazy(() => import("./requests/RequestsPage"));
const AuditPage = lazy(() => import("./audit/AuditPage"));
const AccessPage = lazy(() => import("./access/AccessPage"));

/** Routes live behind the hash, so that the server needs to know only `/`. */
const routes = [
  {
    element: <Shell />,
    children: [
      { index: true, element: <Navigate to="/customers" replace /> },
      { path: "/customers", element: <CustomersPage /> },
      { path: "/customers/:customerId", element: <CustomerPage /> },
      { path: "/segments", element: <SegmentsPage /> },
      { path: "/views", element: <ViewsPage /> },
      { path: "/sources", element: <SourcesPage /> },
      { path: "/requests", element: <RequestsPage /> },
      { path: "/audit", element: <AuditPage /> },
      { path: "/access", element: <AccessPage /> },
      { path: "*", element: <Navigate to="/customers" replace /> },
    ],
  },
];

/** A view that is behind, or a server that is not there, may be there in a moment; any other answer stays the same. */
function worthRetrying(failures: number, failure: Error): boolean {
  return failure instanceof Problem && [0, 429, 502, 503].includes(failure.status) && failures < 2;
}

export function App() {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: worthRetrying, staleTime: 5_000 } } }),
  );
  const [router] = useState(() => createHashRouter(routes));
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <AppearanceProvider>
          <Themed>
            <SessionProvider>
              <RouterProvider router={router} />
            </SessionProvider>
          </Themed>
        </AppearanceProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}

function Themed({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const { dark } = useAppearance();
  return (
    <ConfigProvider locale={language === "zh" ? zh : en} theme={annalsTheme(dark)} button={{ autoInsertSpace: false }}>
      <AntApp className="annals">{children}</AntApp>
    </ConfigProvider>
  );
}
