import {
  AuditOutlined, CloudUploadOutlined, DashboardOutlined, LogoutOutlined, MenuOutlined, MoonOutlined, SunOutlined, TeamOutlined,
  FilterOutlined, InboxOutlined, SafetyOutlined,
} from "@ant-design/icons";
import { Button, Drawer, Grid, Layout, Menu, Tag, Tooltip } from "antd";
import { Suspense, useState } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { useWords } from "../language/language";
import { useMay } from "../session/may";
import { useSession } from "../session/session";
import { useAppearance } from "./appearance";
import { Brand } from "./Brand";
import { Broken } from "./Broken";
import { LanguageSwitch, OtherLanguage } from "./LanguageSwitch";
import { Starting } from "./Starting";
import { shellWords } from "./words";

const PAGES = [
  { key: "customers", icon: <TeamOutlined aria-hidden /> },
  { key: "segments", icon: <FilterOutlined aria-hidden /> },
  { key: "views", icon: <DashboardOutlined aria-hidden /> },
  { key: "sources", icon: <CloudUploadOutlined aria-hidden /> },
  { key: "requests", icon: <InboxOutlined aria-hidden /> },
  { key: "audit", icon: <AuditOutlined aria-hidden /> },
  { key: "access", icon: <SafetyOutlined aria-hidden /> },
] as const;

export function Shell() {
  const t = useWords(shellWords);
  const wide = Grid.useBreakpoint().lg ?? window.innerWidth >= 992;
  const hidden = { segments: !useMay("countSegments"), requests: !useMay("readRequests"), audit: !useMay("audit"), access: !useMay("readTokens") } as Partial<Record<string, boolean>>;
  const here = useLocation().pathname.split("/")[1] ?? "";
  const [open, setOpen] = useState(false);
  const menu = (
    <nav aria-label={t.navigation}>
      <Menu
        theme="dark"
        mode="inline"
        selectedKeys={[here]}
        onClick={() => setOpen(false)}
        items={PAGES.filter(({ key }) => !hidden[key]).map(({ key, icon }) => ({ key, icon, label: <Link to={`/${key}`}>{t[key]}</Link> }))}
      />
    </nav>
  );
  return (
    <Layout className="shell">
      <a className="skip" href="#content" onClick={skip}>
        {t.skip}
      </a>
      <Layout.Header className="shell-header">
        {!wide && (
          <Button
            type="text"
            className="on-ink"
            icon={<MenuOutlined aria-hidden />}
            aria-label={t.openNavigation}
            onClick={() => setOpen(true)}
          />
        )}
        <Link to="/customers" className="shell-brand">
          <Brand />
        </Link>
        <Corner wide={wide} />
      </Layout.Header>
      <Layout>
        {wide && (
          <Layout.Sider width={188} className="shell-sider">
            {menu}
          </Layout.Sider>
        )}
        <Drawer open={open && !wide} onClose={() => setOpen(false)} placement="left" size={260} className="shell-drawer">
          {menu}
        </Drawer>
        <Layout.Content className="shell-content">
          <main id="content" tabIndex={-1}>
            <Broken key={here}>
              <Suspense fallback={<Starting />}>
                <Outlet />
              </Suspense>
            </Broken>
          </main>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

/** The hash belongs to the router, so the link must not change it. */
function skip(click: React.MouseEvent) {
  click.preventDefault();
  document.getElementById("content")?.focus();
}

function Corner({ wide }: { wide: boolean }) {
  const t = useWords(shellWords);
  const { name, roles, signOut } = useSession();
  const { dark, toggle } = useAppearance();
  return (
    <div className="shell-corner">
      {wide && <span className="shell-name">{name}</span>}
      <Tag className="shell-role" title={name}>
        {roles.map((role) => t.roles[role]).join(" · ")}
      </Tag>
      {wide ? <LanguageSwitch /> : <OtherLanguage />}
      <Tooltip title={dark ? t.light : t.dark}>
        <Button
          type="text"
          className="on-ink"
          icon={dark ? <SunOutlined aria-hidden /> : <MoonOutlined aria-hidden />}
          aria-label={dark ? t.light : t.dark}
          onClick={toggle}
        />
      </Tooltip>
      <Button type="text" className="on-ink" icon={<LogoutOutlined aria-hidden />} aria-label={t.signOut} onClick={signOut}>
        {wide ? t.signOut : null}
      </Button>
    </div>
  );
}
