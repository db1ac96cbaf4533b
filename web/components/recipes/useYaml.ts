'use client';

import { useEffect, useState } from 'react';

/** A recipe as people write it; undefined until what writes YAML has loaded, which it does once it is `wanted`. */
export function useYaml(recipe: unknown, wanted = true): string | undefined {
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (wanted) void import('./recipeYaml.ts').then(({ writeYaml }) => setText(writeYaml(recipe)));
  }, [recipe, wanted]);
  return text;
}
