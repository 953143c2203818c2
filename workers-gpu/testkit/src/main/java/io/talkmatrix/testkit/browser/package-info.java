/** A real browser for tests of pages. Who uses it declares Selenium's Chrome driver in its own tests. */
package io.talkmatrix.testkit.browser;
