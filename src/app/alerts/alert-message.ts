import { formatMoment } from '../../core/format-moment.ts';
import { type Text, text } from '../../core/text.ts';
import type { ClaimedDelivery } from '../../store/alert-deliveries.ts';
import { KIND_WORDS, whatToDo, withoutLinks } from './alert-words.ts';
import type { AlertMessage } from './channel.ts';

/** What is said about claimed deliveries: one alert that opened or is over, or the digest of those still open. */
export function alertMessage(claimed: readonly ClaimedDelivery[]): AlertMessage {
  const [first] = claimed as [ClaimedDelivery];
  return {
    event: first.event,
    ...(first.event === 'DIGEST' ? digest(claimed) : first.event === 'OPENED' ? opened(first) : over(first)),
    alerts: claimed.map((one) => ({
      kind: one.kind,
      source: { id: one.sourceId, name: withoutLinks(one.sourceName) },
      openedAt: one.openedAt,
      closedAt: one.closedAt,
    })),
  };
}

interface Words {
  readonly subject: Text;
  readonly body: Text;
}

function opened({ kind, message, sourceName, openedAt }: ClaimedDelivery): Words {
  const [name, since, words] = [withoutLinks(sourceName), formatMoment(openedAt), whatToDo(kind, message)];
  return {
    subject: text(`[DTI Hub] ${name}: ${KIND_WORDS[kind].vi}`, `[DTI Hub] ${name}: ${KIND_WORDS[kind].en}`),
    body: text(
      `Nguồn "${name}", từ ${since}: ${KIND_WORDS[kind].vi}. ${words.vi}`,
      `Source "${name}", since ${since}: ${KIND_WORDS[kind].en}. ${words.en}`,
    ),
  };
}

function over({ sourceName, openedAt, closedAt }: ClaimedDelivery): Words {
  const [name, since, end] = [
    withoutLinks(sourceName),
    formatMoment(openedAt),
    formatMoment(closedAt ?? openedAt),
  ];
  return {
    subject: text(`[DTI Hub] ${name}: đã trở lại bình thường`, `[DTI Hub] ${name}: recovered`),
    body: text(
      `Nguồn "${name}" đã trở lại bình thường lúc ${end}; sự cố bắt đầu từ ${since}. Không cần làm gì thêm.`,
      `Source "${name}" recovered at ${end}; the trouble began at ${since}. Nothing is left to do.`,
    ),
  };
}

function digest(claimed: readonly ClaimedDelivery[]): Words {
  const line = (one: ClaimedDelivery): Text => {
    const [name, since] = [withoutLinks(one.sourceName), formatMoment(one.openedAt)];
    const [runsVi, runsEn] = one.runs > 1 ? [`, ${one.runs} lần`, `, ${one.runs} times`] : ['', ''];
    return text(
      `- "${name}": ${KIND_WORDS[one.kind].vi}, từ ${since}${runsVi}. ${withoutLinks(one.message.vi)}`,
      `- "${name}": ${KIND_WORDS[one.kind].en}, since ${since}${runsEn}. ${withoutLinks(one.message.en)}`,
    );
  };
  const lines = claimed.map(line);
  const count = claimed.length;
  return {
    subject: text(
      `[DTI Hub] ${count} cảnh báo còn mở`,
      `[DTI Hub] ${count === 1 ? '1 alert is' : `${count} alerts are`} still open`,
    ),
    body: text(
      `Các cảnh báo còn mở:\n${lines.map(({ vi }) => vi).join('\n')}`,
      `Alerts that are still open:\n${lines.map(({ en }) => en).join('\n')}`,
    ),
  };
}
