import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import reactHooks from 'eslint-plugin-react-hooks';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Imports go one way (ARCHITECTURE.md, "The rules"): each row names a folder and what it must not reach. */
const boundaries = [
  { target: './main/contract', from: ['./main', './electron', './renderer'], except: ['./contract'] },
  // Edits of a label map: pure, for the window and the engine alike.
  {
    target: './main/edits',
    from: ['./main', './electron', './renderer'],
    except: ['./contract', './edits'],
  },
  // What is measured by hand: pure too, on the arithmetic of affines.
  {
    target: './main/measure',
    from: ['./main', './electron', './renderer'],
    except: ['./contract', './measure', './volume/affine.ts'],
  },
  { target: './main', from: ['./electron', './renderer', './bench', './e2e'] },
  {
    target: './renderer',
    from: ['./main', './electron', './bench', './e2e'],
    except: ['./contract', './edits', './measure'],
  },
  { target: './electron', from: ['./main', './renderer', './bench', './e2e'], except: ['./contract'] },
  // Inside the engine: data in, numbers out. A layer imports only what stands below it.
  {
    target: './main/volume',
    from: ['./main'],
    except: ['./contract', './volume'],
  },
  {
    target: './main/labels',
    from: ['./main'],
    except: ['./contract', './edits', './volume', './labels'],
  },
  {
    target: './main/journal',
    from: ['./main'],
    except: ['./contract', './edits', './volume', './journal'],
  },
  {
    target: './main/onnx',
    from: ['./main'],
    except: ['./contract', './volume', './onnx'],
  },
];

/** What a hook gave last is kept by React, even once the scan is closed: with a scan its voxels, some 50 MB. */
const wholeScan = {
  selector:
    "CallExpression[callee.name='useScan'] > ArrowFunctionExpression > :matches(MemberExpression[property.name=/^scans?$/], Identifier[name=/^scans?$/]).body",
  message: 'Select a part of the scan (scan?.info.grid), never the scan with its voxels.',
};

/** Words on screen are in renderer/messages, in every language: none stand in the components themselves. */
const saidAttributes =
  'JSXAttribute[name.name=/^(title|label|hint|text|alt|placeholder|ariaLabel|aria-(label|valuetext|description))$/]';
const plainWords = [
  `${saidAttributes} > `,
  `${saidAttributes} > JSXExpressionContainer > `,
  'JSXElement > JSXExpressionContainer > ',
]
  .flatMap((place) => [place, `${place}:matches(ConditionalExpression, LogicalExpression) > `])
  .flatMap((place) => [
    `${place}Literal[value=/\\p{L}{2}/u]`,
    `${place}TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`,
  ])
  .concat('JSXText[value=/\\p{L}/u]')
  .map((selector) => ({ selector, message: "Words on screen come from renderer/messages: t('key')." }));

export default tseslint.config(
  { ignores: ['node_modules', 'dist', '.cache', 'out', 'release', 'test-results'] },
  tseslint.configs.strict,
  {
    languageOptions: { globals: globals.node },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ noWarnOnMultipleProjects: true })],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: boundaries }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', message: 'Only electron/ may import electron.' }] },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  { files: ['electron/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['renderer/**'], ...reactHooks.configs.flat['recommended-latest'] },
  { files: ['renderer/**'], rules: { 'no-restricted-syntax': ['error', wholeScan, ...plainWords] } },
  { files: ['renderer/**'], languageOptions: { globals: globals.browser } },
  prettier,
);
