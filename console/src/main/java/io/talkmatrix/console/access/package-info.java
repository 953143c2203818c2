/**
 * Who may reach the console. Every request passes {@link io.talkmatrix.console.access.Gate}: host and origin (a page of
 * somebody else's may neither read nor command), the token where one is needed, tickets for WebSockets.
 */
package io.talkmatrix.console.access;
