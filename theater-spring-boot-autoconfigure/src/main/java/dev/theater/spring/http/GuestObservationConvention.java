package dev.theater.spring.http;

import java.util.HashSet;
import java.util.Set;

import io.micrometer.common.KeyValue;

import org.springframework.http.HttpStatus;
import org.springframework.http.client.observation.ClientHttpObservationDocumentation.LowCardinalityKeyNames;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;

/**
 * Spring's convention, but with so many hosts only: a guest that may call all names below
 * one decides how many there are, and each would be a meter that nobody forgets.
 */
final class GuestObservationConvention extends DefaultClientRequestObservationConvention {

	static final int MOST_HOSTS = 100;

	private static final KeyValue OTHER = KeyValue.of(LowCardinalityKeyNames.CLIENT_NAME, "other");

	/** A server may answer with any number, and be in league with the guest. */
	private static final KeyValue OTHER_STATUS = KeyValue.of(LowCardinalityKeyNames.STATUS, "other");

	private final Set<String> hosts = new HashSet<>();

	GuestObservationConvention(String name) {
		super(name);
	}

	@Override
	protected KeyValue clientName(ClientRequestObservationContext context) {
		KeyValue host = super.clientName(context);
		synchronized (this.hosts) {
			if (this.hosts.contains(host.getValue())) {
				return host;
			}
			return (this.hosts.size() < MOST_HOSTS && this.hosts.add(host.getValue())) ? host : OTHER;
		}
	}

	@Override
	protected KeyValue status(ClientRequestObservationContext context) {
		KeyValue status = super.status(context);
		boolean isNumber = status.getValue().chars().allMatch((c) -> c >= '0' && c <= '9');
		return (!isNumber || HttpStatus.resolve(Integer.parseInt(status.getValue())) != null) ? status : OTHER_STATUS;
	}

}
