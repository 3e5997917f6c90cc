import { theme } from "antd";
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as install, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useFormat } from "../language/language";

install([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export type Series = { name: string; points: (readonly [at: number, count: number])[] };
type Hit = { seriesName: string; value: [number, number] };
type Properties = { series: Series[]; min: number; max: number; unit: number; say: (at: number) => string; label: string };

/** Counts over time, one bar a unit; several series stand on one another. `label` says it to whoever cannot see it. */
export default function TimeBars({ series, min, max, unit, say, label }: Properties) {
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
    const several = series.length > 1;
    chart.current?.setOption(
      {
        animation: false,
        grid: { left: 4, right: 12, top: several ? 30 : 10, bottom: 4, containLabel: true },
        textStyle: { fontFamily: token.fontFamily },
        legend: { show: several, type: "scroll", top: 0, left: 0, textStyle: { color: token.colorTextSecondary } },
        tooltip: {
          trigger: "axis",
          // Names come from outside: plain text, no HTML.
          renderMode: "richText",
          axisPointer: { type: "shadow" },
          backgroundColor: token.colorBgElevated,
          borderColor: token.colorBorder,
          textStyle: { color: token.colorText, fontSize: 12 },
          formatter: (hits: Hit[]) =>
            [
              hits[0] && say(hits[0].value[0]),
              ...hits.map(({ seriesName, value }) => (several ? `${seriesName} · ` : "") + f.number(value[1])),
            ].join("\n"),
        },
        xAxis: {
          type: "time",
          min,
          max,
          minInterval: unit,
          axisLabel: { color: token.colorTextSecondary, hideOverlap: true, formatter: say },
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
        series: series.map(({ name, points }) => ({
          type: "bar",
          name,
          data: points,
          stack: "all",
          barMinWidth: 2,
          barMaxWidth: 18,
          ...(several ? {} : { itemStyle: { color: token.colorPrimary } }),
        })),
      },
      { notMerge: true },
    );
  }, [series, min, max, unit, say, f, token]);

  return <div ref={box} className="chart" role="img" aria-label={label} />;
}
