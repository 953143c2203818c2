/** Wiring of the recognition stage: its configuration, and which engine and detector it is made of. */
package io.talkmatrix.asr.app;
