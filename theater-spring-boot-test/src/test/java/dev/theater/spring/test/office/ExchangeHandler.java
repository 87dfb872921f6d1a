package dev.theater.spring.test.office;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;

import org.springframework.stereotype.Component;

/** Gives actors the exchange. */
@Component
class ExchangeHandler implements HostHandler {

	private static final FunctionType RATE = FunctionType.of(new ResultType(PrimitiveType.STRING, PrimitiveType.STRING),
			FunctionType.param("currency", PrimitiveType.STRING));

	private final Exchange exchange;

	ExchangeHandler(Exchange exchange) {
		this.exchange = exchange;
	}

	@Override
	public String name() {
		return "exchange";
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		functions.function("office:money/exchange", "rate", RATE,
				(call, arguments) -> ResultValue.ok(this.exchange.rate((String) arguments[0])));
	}

}
