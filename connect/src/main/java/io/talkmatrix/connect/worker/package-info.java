/** A Connect worker as a child process of {@code up}: a stock distributed worker and nothing else. */
package io.talkmatrix.connect.worker;
