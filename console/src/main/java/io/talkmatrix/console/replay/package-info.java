/** What is on record of past turns, and replays of them: the port; whoever serves the console gives what is behind it. */
package io.talkmatrix.console.replay;
