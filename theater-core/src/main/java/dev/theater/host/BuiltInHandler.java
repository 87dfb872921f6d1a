package dev.theater.host;

/**
 * A handler of the runtime's own: what its functions do, waiting apart, is the guest's
 * own time.
 */
interface BuiltInHandler extends HostHandler {

}
