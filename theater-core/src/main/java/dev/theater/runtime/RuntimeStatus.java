package dev.theater.runtime;

/** Where the runtime stands. */
public enum RuntimeStatus {

	NEW, STARTING, RUNNING, STOPPING, STOPPED

}
