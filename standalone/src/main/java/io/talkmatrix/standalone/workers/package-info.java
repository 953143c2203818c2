/**
 * Parts of the deployment as child processes of {@code up}: how they are started, watched and stopped, and how a child
 * knows that its parent is gone. Read by {@code stack}; knows neither Kafka nor any stage.
 */
package io.talkmatrix.standalone.workers;
