/** How something was asked for: over the network, by a command, or by nobody: schedules, migrations. */
export type Channel = 'API' | 'CONSOLE' | 'HUB';

/** Where what is done comes from (S40). The address is personal: it goes into the audit, and never into a log. */
export interface Origin {
  readonly channel: Channel;
  /** null: of no network. */
  readonly address: string | null;
}

export const HUB_ITSELF: Origin = { channel: 'HUB', address: null };
export const CONSOLE: Origin = { channel: 'CONSOLE', address: null };
/** '' where the network no longer tells. */
export const fromNetwork = (address: string): Origin => ({ channel: 'API', address: address || null });
