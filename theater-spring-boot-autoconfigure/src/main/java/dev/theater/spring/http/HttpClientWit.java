package dev.theater.spring.http;

import java.util.List;
import java.util.Optional;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.ValueType;
import dev.theater.host.HostFunctions;

/** The interfaces as {@code actors/wit/theater.wit} has them. */
final class HttpClientWit {

	/** The name by which manifests grant the handler. */
	static final String HANDLER = "http-client";

	private static final String INTERFACE = "theater:simple/http-client";

	private static final String TYPES = "theater:simple/http-types";

	private static final ValueType BYTES = new ListType(PrimitiveType.U8);

	private static final ValueType HEADERS = new ListType(TupleType.of(PrimitiveType.STRING, PrimitiveType.STRING));

	private static final ValueType REQUEST = RecordType.of(RecordType.field("method", PrimitiveType.STRING),
			RecordType.field("uri", PrimitiveType.STRING), RecordType.field("headers", HEADERS),
			RecordType.field("body", new OptionType(BYTES)));

	private static final ValueType RESPONSE = RecordType.of(RecordType.field("status", PrimitiveType.U16),
			RecordType.field("headers", HEADERS), RecordType.field("body", new OptionType(BYTES)));

	private HttpClientWit() {
	}

	static void declare(HostFunctions functions, HostFunctions.Function send) {
		for (String name : List.of(TYPES, INTERFACE)) {
			functions.type(name, "http-request", REQUEST).type(name, "http-response", RESPONSE);
		}
		functions.type(TYPES, "bytes", BYTES)
			.function(INTERFACE, "send-http",
					FunctionType.of(new ResultType(RESPONSE, PrimitiveType.STRING), FunctionType.param("req", REQUEST)),
					send);
	}

	static RecordValue response(int status, List<TupleValue> headers, Optional<byte[]> body) {
		return RecordValue.of("status", status, "headers", headers, "body", body);
	}

}
