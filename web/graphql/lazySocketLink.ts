import { ApolloLink, Observable } from '@apollo/client';

/** The link of subscriptions. The library of WebSockets loads with the first one: most pages have none. */
export function lazySocketLink(): ApolloLink {
  let link: Promise<ApolloLink> | undefined;
  return new ApolloLink(
    (operation, forward) =>
      new Observable((observer) => {
        let ended = false;
        let subscription: { unsubscribe(): void } | undefined;
        link ??= import('./socketLink.ts').then(({ createSocketLink }) => createSocketLink());
        link.then(
          (loaded) => {
            if (!ended) subscription = loaded.request(operation, forward).subscribe(observer);
          },
          (error: unknown) => {
            link = undefined;
            observer.error(error);
          },
        );
        return () => {
          ended = true;
          subscription?.unsubscribe();
        };
      }),
  );
}
