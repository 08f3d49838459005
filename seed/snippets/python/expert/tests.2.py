@pytest.fixture
def siren():
    return Mock(spec=Siren)


def test_a_broken_sensor_rings_no_alarm(siren, caplog):
    sensor = Mock(side_effect=[21.5, OSError("cable"), 95.0])
    station = Station(sensor, siren, limit=80)

    station.poll()
    siren.ring.assert_not_called()

    station.poll()
    siren.ring.assert_not_called()
    assert "cable" in caplog.text

    station.poll()
    siren.ring.assert_called_once_with(95.0)
    assert sensor.call_count == 3
