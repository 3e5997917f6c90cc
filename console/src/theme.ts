import { theme, type ThemeConfig } from "antd";

/** The one place for colours, sizes and fonts; styles.css reads the same values as CSS variables. */
const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Hiragino Sans GB", ' +
  '"Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const CODE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

export const INK = "#12263f";

/** The tints that Ant Design would derive from our muted colours are too grey to read on. */
const PALE = {
  colorSuccessBg: "#e7f5ed",
  colorSuccessBorder: "#a8d8bf",
  colorWarningBg: "#fdf5e3",
  colorWarningBorder: "#e8cb8e",
  colorErrorBg: "#fdeeec",
  colorErrorBorder: "#efb6ae",
  colorInfoBg: "#ebf2fb",
  colorInfoBorder: "#b3cdee",
};

/** Kinds of events, told apart by colour and always by words as well. */
export const KIND_COLORS = {
  behavior: "#2b6cb0",
  identity: "#2f7d5b",
  consent: "#7a4fb5",
  refused: "#b7791f",
  other: "#5b6b7f",
} as const;

export function annalsTheme(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: dark ? "#4f93e6" : "#1f5fae",
      colorInfo: dark ? "#4f93e6" : "#1f5fae",
      colorSuccess: dark ? "#4cc38a" : "#1c7a50",
      colorWarning: dark ? "#e0a83f" : "#9a6412",
      colorError: dark ? "#f0705f" : "#c0392b",
      ...(dark ? {} : PALE),
      colorLink: dark ? "#7fb2f0" : "#1f5fae",
      colorBgLayout: dark ? "#0e151f" : "#f3f5f8",
      colorBgContainer: dark ? "#16202d" : "#ffffff",
      colorTextSecondary: dark ? "#a9b7c8" : "#51617a",
      colorTextTertiary: dark ? "#8d9cb0" : "#64748b",
      colorBorderSecondary: dark ? "#253244" : "#e5e9ef",
      borderRadius: 5,
      fontSize: 13,
      fontSizeSM: 12,
      fontSizeLG: 15,
      padding: 14,
      paddingSM: 10,
      paddingLG: 18,
      paddingXS: 6,
      marginLG: 18,
      fontFamily: FONT,
      fontFamilyCode: CODE,
      controlHeight: 30,
      controlHeightSM: 24,
      controlHeightLG: 38,
      wireframe: false,
    },
    components: {
      Layout: { headerBg: INK, siderBg: INK, headerHeight: 52, headerPadding: "0 16px" },
      Menu: { itemHeight: 36, darkItemBg: INK, darkItemSelectedBg: "#27486e", darkItemColor: "#c5d3e5" },
      Card: { headerFontSize: 14, headerFontSizeSM: 14, headerHeightSM: 38, bodyPadding: 16, bodyPaddingSM: 12 },
      Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 12, headerSplitColor: "transparent", headerBg: dark ? "#1b2736" : "#f7f9fb" },
      Statistic: { contentFontSize: 22 },
      Tabs: { horizontalMargin: "0 0 12px" },
    },
  };
}
