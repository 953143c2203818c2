/**
 * A durable Kafka broker within this process, for one machine. Read by standalone and by the tests of everything that
 * speaks Kafka; a worker never sees it, it only knows bootstrap servers.
 */
package io.talkmatrix.broker;
