import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { startSession } from './engine/session.ts';
import { startMessages } from './messages/messages.ts';
import './styles/base.css';

startMessages('en');
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
await startSession();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
