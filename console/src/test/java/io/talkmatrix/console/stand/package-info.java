/** A scripted installation for the page server's tests: rooms in memory, real streams of drawn pictures and tones. */
package io.talkmatrix.console.stand;
