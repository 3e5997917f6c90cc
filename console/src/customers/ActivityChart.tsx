import { theme } from "antd";
import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as install, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useFormat, useWords } from "../language/language";
import { customerWords } from "./words";

install([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

const DAY = 86_400_000;

/** Days are UTC days, as the server counts them. */
export default function ActivityChart({ days }: { days: { day: string; count: number }[] }) {
  const t = useWords(customerWords);
  const f = useFormat();
  const { token } = theme.useToken();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);

  useEffect(() => {
    const drawn = init(box.current, undefined, { renderer: "svg" });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(box.current!);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => {
    const points = days.map(({ day, count }) => [Date.parse(`${day}T12:00:00Z`), count] as const);
    const first = points[0]![0];
    const last = points.at(-1)![0];
    const spare = Math.max(0, 13 - (last - first) / DAY) / 2;
    chart.current?.setOption(
      {
        animation: false,
        grid: { left: 4, right: 12, top: 10, bottom: 4, containLabel: true },
        textStyle: { fontFamily: token.fontFamily },
        tooltip: {
          trigger: "axis",
          axisPointer: { type: "shadow" },
          backgroundColor: token.colorBgElevated,
          borderColor: token.colorBorder,
          textStyle: { color: token.colorText, fontSize: 12 },
          formatter: (hits: { value: [number, number] }[]) =>
            hits[0] ? `${f.date(hits[0].value[0])} · ${f.number(hits[0].value[1])}` : "",
        },
        xAxis: {
          type: "time",
          min: first - (spare + 0.6) * DAY,
          max: last + (spare + 0.6) * DAY,
          minInterval: DAY,
          axisLabel: { color: token.colorTextSecondary, hideOverlap: true, formatter: (at: number) => f.date(at) },
          axisLine: { lineStyle: { color: token.colorBorder } },
          splitLine: { show: false },
        },
        yAxis: {
          type: "value",
          minInterval: 1,
          splitNumber: 3,
          axisLabel: { color: token.colorTextSecondary },
          splitLine: { lineStyle: { color: token.colorBorderSecondary } },
        },
        series: [{ type: "bar", data: points, barMinWidth: 2, barMaxWidth: 18, itemStyle: { color: token.colorPrimary } }],
      },
      { notMerge: true },
    );
  }, [days, f, token]);

  const events = days.reduce((sum, { count }) => sum + count, 0);
  return (
    <div ref={box} className="chart" role="img" aria-label={t.activityAlt(f.number(days.length), f.number(events))} />
  );
}
