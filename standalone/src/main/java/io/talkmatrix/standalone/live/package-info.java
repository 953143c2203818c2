/** Rooms that play in real time, without a page: what benchmarks and long runs listen to. */
package io.talkmatrix.standalone.live;
