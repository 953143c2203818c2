/** REST under {@code /api}: rooms, turns, stages. Every refusal is a problem document (RFC 9457) that names the field. */
package io.talkmatrix.console.api;
