import flow from './vitest.flow.config.ts';

/** Tests that take longer than a change can wait for: npm run test:long. */
export default {
  ...flow,
  test: {
    ...flow.test,
    include: [
      'tests/**/*.long.ts',
      'tests/learning/export/{keras,others}.test.ts',
      'tests/learning/onnx/{backbones,webgpu}.test.ts',
    ],
    env: { NETWORKS: 'all' },
  },
};
