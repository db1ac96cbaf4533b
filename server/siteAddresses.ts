import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Whether an address is one of the site's: of this machine, the one that this server listens on, or in a network that
 * it was told of. What such a peer says of its client's address is believed; anybody else may write anything there.
 */
export function siteAddresses(host: string, networks: readonly string[] = []): (address: string) => boolean {
  const list = new BlockList();
  for (const network of ['127.0.0.0/8', '::1', host, ...networks]) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    list.addSubnet(address, Number(prefix ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return (address) => (isIPv4(address) ? list.check(address) : isIPv6(address) && list.check(address, 'ipv6'));
}
