/** Long tests of many parts at once, with stages whose every sample says where it belongs. For tests of any module. */
package io.talkmatrix.testkit.trial;
