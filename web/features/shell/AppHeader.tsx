'use client';

import { Container, Group } from '@mantine/core';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { AccountMenu } from '../accounts/AccountMenu.tsx';
import { useMe } from '../accounts/useMe.ts';
import classes from './AppHeader.module.css';
import { ColorSchemeToggle } from './ColorSchemeToggle.tsx';
import { Logo } from './Logo.tsx';

const links = [
  { href: '/courses', label: 'Courses' },
  { href: '/workers', label: 'Queue' },
];

export function AppHeader() {
  const { me } = useMe();
  const pathname = usePathname();
  return (
    <header className={classes.header}>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <Container size={1120} px="md" className={classes.inner}>
        <Link href="/" prefetch={false} className={classes.brand} aria-label="Downstream, front page">
          <Logo />
          <span className={classes.name}>Downstream</span>
        </Link>
        <nav className={classes.nav} aria-label="Main">
          {me &&
            links.map(({ href, label }) => (
              <Link
                key={href}
                href={href}
                className={classes.link}
                aria-current={pathname.startsWith(href) ? 'page' : undefined}
              >
                {label}
              </Link>
            ))}
        </nav>
        <Group gap="xs" wrap="nowrap">
          <ColorSchemeToggle />
          <AccountMenu />
        </Group>
      </Container>
    </header>
  );
}
