'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

import { dayAndMonth, dayOf } from '@/components/account/moment'
import { formatCount, formatDollars } from '@/components/context/figures'
import { layers, type DayFigures, type Measure } from '@/components/usage/plan-charts'

const utc = { timeZone: 'UTC' }
const tick = { fill: 'var(--ink-muted)', fontSize: 12 }

/** What was used on each day, as bars. The same is in a table, so that it is hidden from who cannot see it. */
export default function UsageChart({ days, measure }: { days: DayFigures[]; measure: Measure }) {
  const t = useTranslations('usage')
  const locale = useLocale()
  const format = (value: number) =>
    measure === 'cost' ? formatDollars(value, locale) : formatCount(value, locale)
  return (
    <div aria-hidden className="h-56">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={days} accessibilityLayer={false} margin={{ top: 8, right: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            tickFormatter={(day: string) => dayAndMonth(day, utc, locale)}
            tick={tick}
            tickLine={false}
            axisLine={false}
            minTickGap={24}
          />
          <YAxis tickFormatter={format} tick={tick} tickLine={false} axisLine={false} width={64} />
          <Tooltip
            cursor={{ fill: 'var(--hover)' }}
            contentStyle={{
              background: 'var(--surface)',
              border: '1px solid var(--line)',
              borderRadius: '0.625rem',
            }}
            labelFormatter={(day) => dayOf(String(day), utc, locale)}
            formatter={(value) => format(Number(value))}
          />
          {layers[measure].map(({ key, fill }) => (
            <Bar
              key={key}
              dataKey={key}
              name={t(key)}
              fill={fill}
              stackId="used"
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}
