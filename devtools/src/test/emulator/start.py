"""Starts LocalStack on this machine, without a container. Its DynamoDB is the one at DYNAMODB_LOCAL_PORT."""

from localstack.runtime import main
from localstack.services.dynamodb.server import DynamodbServer

# LocalStack would download a DynamoDB Local.
DynamodbServer.start_dynamodb = lambda self: True
DynamodbServer.stop_dynamodb = lambda self: None

main.main()
